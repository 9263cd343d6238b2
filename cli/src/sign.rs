//! `welinkpark sign`: check another implementation's signature against this one's.

use serde::Serialize;
use welinkpark::protocol::{Signer, canonical_string};

use crate::credentials::Source;
use crate::failure::Failure;
use crate::{json, output, params};

const AFTER: &str = "\
Signs exactly these parameters; Signature and empty values do not count.

Example (the sample of the platform's document, chapter 4.2):
  welinkpark sign AppId=289efb7512e54146273b982456b03f42ea93 ParkId=10001088 \\
    Timestamp=1484718385 Nonce=11886 encryptCode=0 zipCode=0 \\
    content=ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0=";

#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Args {
    /// Parameters, raw and not URL-encoded.
    #[arg(value_name = "NAME=VALUE", required = true)]
    params: Vec<String>,

    #[command(flatten)]
    credentials: Source,
}

#[derive(Serialize)]
struct Signed<'a> {
    canonical: &'a str,
    signature: &'a str,
}

pub(crate) fn run(args: &Args, warn: bool) -> Result<(), Failure> {
    let pairs = params::pairs(&args.params)?;
    if let Some((name, _)) = pairs.iter().enumerate().find_map(|(at, pair)| {
        pairs.get(..at).is_some_and(|before| before.iter().any(|(name, _)| *name == pair.0)).then_some(pair)
    }) {
        return Err(Failure::Usage(format!("{name} is given twice")));
    }
    let secret = args.credentials.secret_key(warn)?;
    if let Some((name, _)) = pairs.iter().find(|(_, value)| value.contains(&secret)) {
        return Err(Failure::Usage(format!("{name} holds the secret key, which is never a parameter")));
    }
    let canonical = canonical_string(&pairs);
    let signature = Signer::new(&secret).sign(&canonical);
    output::line(&json::text(&Signed { canonical: &canonical, signature: &signature })?)
}
