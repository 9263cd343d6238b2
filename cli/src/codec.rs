//! `welinkpark encode` and `decode`: business data to `content` and back.

use clap::ValueEnum;
use welinkpark::protocol::{Cipher, CipherMode, Coding, decode_content, encode_content};

use crate::credentials::Source;
use crate::failure::Failure;
use crate::output;

/// Largest business data that is decoded, as in the client.
const LIMIT: usize = 64 << 20;

const AFTER: &str = "\
The flags are the wire's encryptCode and zipCode. Bytes are taken as they are, a line break at the end included.

Examples:
  welinkpark encode --encrypt < request.json > content
  welinkpark decode --encrypt < content";

#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Args {
    /// With 3DES, by the first 24 characters of the secret key.
    #[arg(long)]
    encrypt: bool,

    /// With gzip.
    #[arg(long)]
    zip: bool,

    /// Block mode of 3DES [default: ecb].
    #[arg(long, value_enum, value_name = "ecb|cbc", hide_possible_values = true, requires = "encrypt")]
    mode: Option<Mode>,

    /// Initialisation vector of mode cbc, 16 hexadecimal digits.
    #[arg(long, value_name = "HEX", value_parser = vector, requires = "mode", required_if_eq("mode", "cbc"))]
    iv: Option<[u8; 8]>,

    #[command(flatten)]
    credentials: Source,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    Ecb,
    Cbc,
}

pub(crate) fn encode(args: &Args, warn: bool) -> Result<(), Failure> {
    let cipher = args.cipher(warn)?;
    let content = encode_content(&output::stdin()?, args.coding(), cipher.as_ref())?;
    output::line(&content)
}

pub(crate) fn decode(args: &Args, warn: bool) -> Result<(), Failure> {
    let cipher = args.cipher(warn)?;
    let plain = decode_content(&output::stdin_text()?, args.coding(), cipher.as_ref(), LIMIT)?;
    // Into a file or a pipe goes what was encoded, to the byte.
    if output::is_terminal() { output::line(&plain) } else { output::write(plain.as_bytes()) }
}

impl Args {
    fn coding(&self) -> Coding {
        Coding { encrypt: self.encrypt, zip: self.zip }
    }

    /// The secret is needed only to encrypt.
    fn cipher(&self, warn: bool) -> Result<Option<Cipher>, Failure> {
        let mode = match (self.mode, self.iv) {
            (Some(Mode::Cbc), Some(iv)) => CipherMode::Cbc(iv),
            (_, Some(_)) => return Err(Failure::Usage("mode ecb has no initialisation vector".to_owned())),
            (_, None) => CipherMode::Ecb,
        };
        if !self.encrypt {
            return Ok(None);
        }
        let secret = self.credentials.secret_key(warn)?;
        Ok(Some(Cipher::new(&secret)?.with_mode(mode)))
    }
}

fn vector(hex: &str) -> Result<[u8; 8], String> {
    let is_hex = hex.len() == 16 && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
    match u64::from_str_radix(hex, 16) {
        Ok(number) if is_hex => Ok(number.to_be_bytes()),
        _ => Err("not 16 hexadecimal digits".to_owned()),
    }
}
