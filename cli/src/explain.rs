//! `welinkpark explain`: what is wrong with the signature of another implementation's request.

use welinkpark::flow::explain::{Explanation, Signed, explain_text};

use crate::credentials::Source;
use crate::failure::Failure;
use crate::{json, output};

const AFTER: &str = "\
The request is a URL, a form body, a curl line, or an entry of the sandbox's request log, as an argument or on stdin. It \
is signed again under each known mistake, until one gives the signature that it carries. The secret key comes from \
WELINKPARK_SECRET_KEY or a file (--credentials).

Exit status: 0 if the request is right, 1 if something is wrong with it.

Examples:
  welinkpark explain 'http://qqb.welinkpark.com/api/info/areas?AppId=…&Signature=…'
  curl -s $WELINKPARK_CONTROL_URL/requests?limit=20 | welinkpark explain --json";

#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Args {
    /// The request; from stdin if absent or -.
    #[arg(value_name = "REQUEST")]
    request: Option<String>,

    /// Print one JSON object.
    #[arg(long)]
    json: bool,

    /// The platform's clock when the request arrived, in Unix seconds, to judge its Timestamp.
    #[arg(long, value_name = "SECONDS")]
    at: Option<i64>,

    #[command(flatten)]
    credentials: Source,
}

pub(crate) fn run(args: &Args, warn: bool) -> Result<(), Failure> {
    let secret = args.credentials.secret_key(warn)?;
    let text = match args.request.as_deref() {
        None | Some("-") => output::stdin_text()?,
        Some(text) => text.to_owned(),
    };
    let explanation = explain_text(&text, &secret, args.at)?;
    if args.json {
        output::line(&json::text(&explanation.to_json())?)?;
    } else {
        output::line(&told(&explanation))?;
    }
    if explanation.is_right() { Ok(()) } else { Err(Failure::Command(1)) }
}

fn told(explanation: &Explanation) -> String {
    let mut lines = vec![match explanation.signed {
        Signed::Right => "The signature is right.".to_owned(),
        Signed::Wrong => "The signature is wrong.".to_owned(),
        Signed::Missing => "There is no signature.".to_owned(),
    }];
    for finding in &explanation.findings {
        lines.push(format!("- {}: {}", finding.mistake, finding.message()));
    }
    lines.extend(explanation.notes.iter().map(|note| format!("note: {note}")));
    lines.push(format!("string to sign: {}", explanation.canonical));
    lines.push(format!("its signature:  {}", explanation.expected));
    if let Some(found) = explanation.found.as_ref().filter(|_| explanation.signed == Signed::Wrong) {
        lines.push(format!("the request's:  {found}"));
    }
    lines.join("\n")
}
