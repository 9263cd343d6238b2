//! Why a request is refused with 0003: the client library's own diagnosis, made with the secret key of the app.

use rusqlite::Transaction;
use serde_json::{Value, json};
use welinkpark::flow::explain::{Finding, Seen, explain};
use welinkpark::schema::{Endpoint, HttpMethod};

use super::Raw;
use super::authenticate::Parameters;
use crate::store;
use crate::world::Refusal;

/// What is wrong with a request that was refused with 0003; nothing for other refusals.
pub(super) fn findings(
    tx: &Transaction<'_>,
    refusal: &Refusal,
    parameters: &Parameters,
    raw: &Raw,
    endpoint: &Endpoint,
    now: i64,
) -> Result<Vec<Finding>, Refusal> {
    let Refusal::Answer { code, message, .. } = refusal else { return Ok(Vec::new()) };
    if code != "0003" {
        return Ok(Vec::new());
    }
    let Some(secret) = store::secret_key(tx, parameters.get("AppId").unwrap_or_default())? else {
        return Ok(Vec::new());
    };
    let method = if raw.method == "GET" { HttpMethod::Get } else { HttpMethod::Post };
    let seen = Seen::new(Some(method), endpoint.path, &*raw.query, &*raw.body).at(now);
    Ok(explain(&seen.repeated(message.starts_with("Nonce")), &secret).findings)
}

/// A finding as the request log shows it.
pub(super) fn logged(finding: &Finding) -> Value {
    json!({ "mistake": finding.mistake, "certain": finding.certain, "message": finding.message() })
}

/// The refusal with the findings behind its message.
pub(super) fn told(refusal: Refusal, findings: &[Finding]) -> Refusal {
    match refusal {
        Refusal::Answer { code, message, err_code } if !findings.is_empty() => {
            let why: Vec<String> =
                findings.iter().map(|finding| format!("{}：{}", finding.mistake, finding.message_zh())).collect();
            Refusal::Answer { code, message: format!("{message}；{}", why.join("；")), err_code }
        }
        refusal => refusal,
    }
}
