//! 5.1 用户接口.

use base64::Engine as _;

use super::{Outcome, Refusal, Reply, World};
use crate::input::Input;

/// 5.1.1: the path of a logged-in page, with its token.
pub(super) fn login(world: &World<'_>, input: &Input) -> Outcome {
    let (user, name) = (input.need_int("userId")?, input.need_text("userName")?);
    let (role, target) = (input.need_int("role")?, input.need_text("state")?);
    let park = world
        .row("SELECT name FROM parks WHERE park_id = ?1", [world.park], |row| row.get::<_, String>(0))?
        .ok_or_else(|| Refusal::no_record("没有该停车场"))?;
    let token = base64::engine::general_purpose::STANDARD.encode(format!("{}:{user}:{role}:{}", world.park, world.now));
    let (millis, name, park) = (world.now.saturating_mul(1000), escape(name), escape(&park));
    // The token stays as it is, unescaped, as the document's sample shows.
    Ok(Reply::Bare(format!(
        "/ww/{target}.html?openid=NOTWX&wetoken={token}${millis}&role={role}&version={millis}&name={name}&tenantname={park}&rt=null&c=qqb&s={park}"
    )))
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
