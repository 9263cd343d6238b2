//! One row of a field table.

use serde::Serialize;

use super::{Context, Language};
use crate::render::sentence;
use crate::spec::model::{Documented, Field, Type};

/// A field as the tables show it, in the page's language.
#[derive(Serialize)]
pub(super) struct FieldRow {
    name: String,
    zh: String,
    ty: String,
    required: &'static str,
    length: String,
    meaning: String,
}

impl Context<'_> {
    pub(super) fn field(self, field: &Field, of_request: bool) -> FieldRow {
        let (meaning, required) = match self.language {
            Language::English => (english(field), english_required(field, of_request)),
            Language::Chinese => (chinese(field), chinese_required(field, of_request)),
        };
        FieldRow {
            name: field.name.wire.clone(),
            zh: field.zh.clone(),
            ty: self.type_link(&field.ty),
            required,
            length: field.max_len.map(|length| length.to_string()).unwrap_or_default(),
            meaning,
        }
    }
}

fn english_required(field: &Field, of_request: bool) -> &'static str {
    match (of_request, field.required) {
        (true, true) if field.default.is_some() => "default",
        (_, true) => "yes",
        (_, false) => "no",
    }
}

fn chinese_required(field: &Field, of_request: bool) -> &'static str {
    match (of_request, field.required) {
        (true, true) if field.default.is_some() => "缺省",
        (_, true) => "是",
        (_, false) => "否",
    }
}

fn english(field: &Field) -> String {
    let mut parts = vec![sentence(&field.doc)];
    parts.extend(field.unit.as_ref().map(|unit| format!("Unit: {unit}.")));
    if let Some(default) = field.default
        && !field.doc.contains("when left out")
    {
        parts.push(format!("Default {default}."));
    }
    if let Some(edge) = field.day_edge
        && !field.doc.contains("bare date")
    {
        parts.push(format!("A bare date means {}.", edge.time()));
    }
    parts.extend(field.documented.map(|documented| match documented {
        Documented::Yes => "The document says required.".to_owned(),
        Documented::No => "The document says optional.".to_owned(),
        Documented::Blank => "The document does not say whether it is required.".to_owned(),
    }));
    if field.wire_text {
        parts.push("Sent as a JSON string.".to_owned());
    }
    parts.extend(field.sample_name.as_ref().map(|name| format!("The sample calls it `{name}`.")));
    if !field.aliases.is_empty() {
        parts.push(format!("Also accepted: `{}`.", field.aliases.join("`, `")));
    }
    parts.join(" ")
}

fn chinese(field: &Field) -> String {
    let mut parts = Vec::new();
    parts.extend(field.note_zh.clone());
    if let Some(unit) = &field.unit
        && !field.note_zh.as_ref().is_some_and(|note| note.contains("单位"))
    {
        parts.push(format!("单位：{}", chinese_unit(unit)));
    }
    parts.extend(field.default.map(|default| format!("缺省为 {default}")));
    if let Some(edge) = field.day_edge {
        parts.push(format!("只给日期时按 {} 处理", edge.time()));
    }
    parts.extend(field.documented.map(|documented| match documented {
        Documented::Yes => "文档标为必须".to_owned(),
        Documented::No => "文档标为非必须".to_owned(),
        Documented::Blank => "文档未标明是否必须".to_owned(),
    }));
    if field.wire_text {
        parts.push("以 JSON 字符串发送".to_owned());
    }
    parts.extend(field.sample_name.as_ref().map(|name| format!("文档示例中名为 `{name}`")));
    if !field.aliases.is_empty() {
        parts.push(format!("也接受 `{}`", field.aliases.join("`、`")));
    }
    if let Type::Csv(_) = field.ty
        && field.note_zh.is_none()
    {
        parts.push("多个值以英文逗号分隔".to_owned());
    }
    parts.join("；")
}

/// Units have words in the spec; an unknown one is shown as it is.
fn chinese_unit(unit: &str) -> &str {
    match unit {
        "yuan" => "元",
        "minutes" => "分钟",
        "hours" => "小时",
        "days" => "天",
        "months" => "月",
        "spaces" => "个",
        "coupons" => "张",
        "percent" => "百分比",
        other => other,
    }
}
