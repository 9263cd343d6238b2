//! The mistakes that are known, and how each is told.

use std::fmt;

/// A known way to get a request refused with 0003 or its content rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mistake {
    /// The values were URL-encoded before they were signed.
    SignedAfterEncoding,
    /// The values on the wire are URL-encoded twice.
    EncodedTwice,
    /// A `+` was sent as it is, so that it arrived as a blank.
    PlusAsBlank,
    /// URL-encoded values with lower-case escapes were signed.
    LowerCaseEscapes,
    /// The names were sorted without regard to case.
    SortedIgnoringCase,
    /// The names were not sorted.
    NotSorted,
    /// A parameter's name is misspelt, such as `Appid` for `AppId`.
    NameMisspelt,
    /// A parameter without a value was signed.
    EmptySigned,
    /// `_` in a name was not written as `.`.
    UnderscoreKept,
    /// Milliseconds and seconds were mixed up in `Timestamp`.
    Milliseconds,
    /// `Signature` itself was signed.
    SignatureIncluded,
    /// The signature is hexadecimal instead of base64.
    HexForBase64,
    /// The secret key was decoded from hexadecimal before it was used.
    SecretHexDecoded,
    /// Another secret key was used.
    WrongSecret,
    /// Parameters are in the query and in the body, or in the wrong one.
    MixedPlaces,
    /// The content was gzipped before it was encrypted.
    GzipBeforeCipher,
    /// The content was encrypted in CBC mode.
    CbcForEcb,
    /// The key of the cipher was not the first 24 characters of the secret key.
    KeyCutWrongly,
    /// `Timestamp` is too far from the platform's clock.
    ClockOff,
    /// `Nonce` was used before.
    NonceReused,
    /// The signature is wrong for a reason that is not known here.
    Unrecognised,
}

impl Mistake {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::SignedAfterEncoding,
        Self::EncodedTwice,
        Self::PlusAsBlank,
        Self::LowerCaseEscapes,
        Self::SortedIgnoringCase,
        Self::NotSorted,
        Self::NameMisspelt,
        Self::EmptySigned,
        Self::UnderscoreKept,
        Self::Milliseconds,
        Self::SignatureIncluded,
        Self::HexForBase64,
        Self::SecretHexDecoded,
        Self::WrongSecret,
        Self::MixedPlaces,
        Self::GzipBeforeCipher,
        Self::CbcForEcb,
        Self::KeyCutWrongly,
        Self::ClockOff,
        Self::NonceReused,
        Self::Unrecognised,
    ];

    /// Short name, the same in every language.
    pub fn name(self) -> &'static str {
        self.texts().0
    }

    /// What is wrong and what would be right, in English.
    pub fn meaning(self) -> &'static str {
        self.texts().1
    }

    /// The same in Chinese.
    pub fn meaning_zh(self) -> &'static str {
        self.texts().2
    }

    fn texts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::SignedAfterEncoding => (
                "signed-after-encoding",
                "the values were URL-encoded before they were signed; sign the raw values and encode afterwards",
                "先做了 URL 编码再签名；应对原始值签名，之后再编码",
            ),
            Self::EncodedTwice => (
                "encoded-twice",
                "the values are URL-encoded twice; the HTTP library probably encodes what was already encoded",
                "参数值被 URL 编码了两次；多半是 HTTP 库又编码了一遍",
            ),
            Self::PlusAsBlank => (
                "plus-as-blank",
                "a + was sent as it is and arrived as a blank; write it as %2B",
                "加号未编码，到达时变成了空格；应写作 %2B",
            ),
            Self::LowerCaseEscapes => (
                "lower-case-escapes",
                "URL-encoded values with lower-case escapes (%2b) were signed; sign the raw values, and encode with \
                 upper-case escapes afterwards",
                "对带小写转义（%2b）的编码值做了签名；应对原始值签名，编码时使用大写转义",
            ),
            Self::SortedIgnoringCase => (
                "sorted-ignoring-case",
                "the names were sorted without regard to case; sort by bytes, so that AppId, Nonce, ParkId and Timestamp \
                 come before content",
                "参数名排序时忽略了大小写；应按字节序排序，大写字母排在小写字母之前",
            ),
            Self::NotSorted => {
                ("not-sorted", "the names were not sorted; sort them by bytes", "参数名没有排序；应按字节序排序")
            }
            Self::NameMisspelt => (
                "name-misspelt",
                "a parameter's name is misspelt; the names are AppId, Nonce, ParkId, Timestamp, content, encryptCode, \
                 zipCode and Signature",
                "参数名拼写有误；正确的名称是 AppId、Nonce、ParkId、Timestamp、content、encryptCode、zipCode、Signature",
            ),
            Self::EmptySigned => (
                "empty-signed",
                "a parameter without a value was signed; leave it out of the signed string, but send it",
                "空值参数参与了签名；空值参数要发送，但不参与签名",
            ),
            Self::UnderscoreKept => (
                "underscore-kept",
                "a _ in a name was signed as it is; write it as . in the signed string",
                "参数名中的下划线没有替换；签名时应把 _ 替换为 .",
            ),
            Self::Milliseconds => (
                "milliseconds",
                "Timestamp was sent in one unit and signed in the other; use one text for both, in seconds",
                "Timestamp 发送和签名时的单位不一致（秒与毫秒）；两处应使用同一个值，单位为秒",
            ),
            Self::SignatureIncluded => (
                "signature-included",
                "Signature itself was part of the signed string; leave it out",
                "Signature 参数自身参与了签名；应当排除",
            ),
            Self::HexForBase64 => (
                "hex-for-base64",
                "the signature is written in hexadecimal; write the 20 bytes of the HMAC in base64",
                "签名写成了十六进制；应将 HMAC 的 20 个字节做 base64 编码",
            ),
            Self::SecretHexDecoded => (
                "secret-hex-decoded",
                "the secret key was decoded from hexadecimal; its characters are the key as they are",
                "把 SecretKey 当作十六进制解码了；应直接使用其字符",
            ),
            Self::WrongSecret => {
                ("wrong-secret", "another secret key was used for the signature", "签名所用的 SecretKey 不对")
            }
            Self::MixedPlaces => (
                "mixed-places",
                "the parameters are in the wrong place: GET carries all of them in the query, POST all of them in the \
                 form body",
                "参数位置有误：GET 请求的参数应全部在查询串中，POST 请求的参数应全部在表单正文中",
            ),
            Self::GzipBeforeCipher => (
                "gzip-before-3des",
                "the content was gzipped and then encrypted; encrypt first, then gzip",
                "content 先压缩后加密；应先做 3DES 加密，再做 gzip 压缩",
            ),
            Self::CbcForEcb => (
                "cbc-for-ecb",
                "the content was encrypted in CBC mode; Java's DESede means ECB",
                "content 使用了 CBC 模式加密；Java 的 DESede 指 ECB 模式",
            ),
            Self::KeyCutWrongly => (
                "key-cut-wrongly",
                "the cipher's key is not the first 24 characters of the secret key",
                "3DES 密钥不是 SecretKey 的前 24 个字符",
            ),
            Self::ClockOff => (
                "clock-off",
                "Timestamp is too far from the platform's clock; set this machine's clock",
                "Timestamp 与平台时钟相差过大；请校准本机时钟",
            ),
            Self::NonceReused => (
                "nonce-reused",
                "Nonce was used before with this Timestamp; every request and every retry needs a new one",
                "Nonce 与此 Timestamp 已使用过；每次请求和重试都要使用新的 Nonce",
            ),
            Self::Unrecognised => (
                "unrecognised",
                "the signature belongs to another string or another secret key, and to none of the known mistakes",
                "签名不正确，且不属于任何已知的错误",
            ),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl serde::Serialize for Mistake {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
