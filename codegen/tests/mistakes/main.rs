//! Every kind of mistake in a spec is reported, by file, item and field, and nothing else with it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use welinkpark_codegen::{Error, spec};

mod samples;

const DEMO: &str = include_str!("../fixtures/demo.toml");

/// The problems of a text, one line each.
fn problems(text: &str) -> Vec<String> {
    match spec::parse([("spec/demo.toml", text)]) {
        Ok(_) => Vec::new(),
        Err(Error::Spec(problems)) => problems.iter().map(ToString::to_string).collect(),
        Err(other) => panic!("{other}"),
    }
}

/// The fixture with one change; a change that does not apply is a mistake of the test.
fn changed(from: &str, to: &str) -> String {
    assert!(DEMO.contains(from), "the fixture has no {from:?}");
    DEMO.replacen(from, to, 1)
}

/// Asserts that changing `from` to `to` gives exactly this problem.
#[track_caller]
fn gives(from: &str, to: &str, expected: &str) {
    assert_eq!(problems(&changed(from, to)), [format!("spec/demo.toml: {expected}")]);
}

#[test]
fn the_fixture_itself_has_no_problem() {
    assert_eq!(problems(DEMO), Vec::<String>::new());
}

#[test]
fn all_problems_are_reported_at_once() {
    let text = changed("doc = \"Colour of a thing.\"", "doc = \"\"")
        .replacen("zh = \"标识\"", "zh = \"\"", 1)
        .replacen("http = \"POST\"", "http = \"PUT\"", 1);
    assert_eq!(
        problems(&text),
        [
            "spec/demo.toml: endpoint /demo/add: http is `PUT`, must be GET or POST",
            "spec/demo.toml: enum Colour: doc is missing",
            "spec/demo.toml: model Thing, field thingId: zh is missing",
        ]
    );
}

#[test]
fn text_that_is_not_toml() {
    let found = problems("name = ");
    assert!(found.first().unwrap().starts_with("spec/demo.toml: is not valid TOML: "), "{found:?}");
}

#[test]
fn a_spec_without_files() {
    let Err(Error::Spec(found)) = spec::parse([]) else { panic!("accepted") };
    assert_eq!(found.first().unwrap().to_string(), "spec: has no group file that can be read");
}

mod keys {
    use super::gives;

    #[test]
    fn unknown_in_the_group() {
        gives("prefix =", "colour = 1\nprefix =", "unknown key `colour`");
    }

    #[test]
    fn unknown_in_an_endpoint() {
        gives("overview = \"1.2\"", "overview = \"1.2\"\nverb = 1", "endpoint /demo/add: unknown key `verb`");
    }

    #[test]
    fn unknown_in_a_field() {
        gives("max_len = 20", "maxlen = 20", "endpoint /demo/query, field keyword: unknown key `maxlen`");
    }

    #[test]
    fn unknown_in_an_enum_value() {
        gives("name = \"Red\",", "name = \"Red\", hex = 1,", "enum Colour, value Red: unknown key `hex`");
    }

    #[test]
    fn unknown_in_a_sample() {
        gives("repaired =", "fixed =", "endpoint /demo/query, response sample: unknown key `fixed`");
    }

    #[test]
    fn unknown_in_a_rule() {
        gives("choices =", "hint = 1\nchoices =", "endpoint /demo/query, one_of 1: unknown key `hint`");
    }

    #[test]
    fn of_the_wrong_type() {
        let found = super::problems(&super::changed("max_len = 20", "max_len = \"x\""));
        let first = found.first().unwrap();
        assert!(first.contains("endpoint /demo/query, field keyword: invalid type: string"), "{found:?}");
    }
}

mod words {
    use super::gives;

    #[test]
    fn an_unknown_type() {
        let message = "endpoint /demo/query, field keyword: type `words` is no basic type, enum or model";
        gives("type = \"text\"\nmax_len", "type = \"words\"\nmax_len", message);
    }

    #[test]
    fn an_unknown_safety_class() {
        let message = "endpoint /demo/add: safety is `risky`, must be read, write, money or gate";
        gives("safety = \"write\"", "safety = \"risky\"", message);
    }

    #[test]
    fn an_unknown_day_edge() {
        let message = "endpoint /demo/query, field from: day_edge is `noon`, must be start or end";
        gives("day_edge = \"start\"", "day_edge = \"noon\"", message);
    }

    #[test]
    fn an_unknown_wire_form() {
        let message = "endpoint /demo/query, field offset: wire is `hex`, must be text";
        gives("default = 0\n", "default = 0\nwire = \"hex\"\n", message);
    }

    #[test]
    fn an_unknown_word_of_the_document() {
        let message = "endpoint /demo/query, field keyword: documented is `maybe`, must be yes, no or blank";
        gives("max_len = 20", "max_len = 20\ndocumented = \"maybe\"", message);
    }

    #[test]
    fn documented_that_says_nothing_new() {
        let message = "endpoint /demo/query, field keyword: documented says the same as required: leave it out";
        gives("max_len = 20", "max_len = 20\ndocumented = \"no\"", message);
    }
}

mod names {
    use super::{changed, gives, problems};

    #[test]
    fn a_path_outside_its_group() {
        let message = "endpoint /other/add: path must be /demo/ and a method name";
        gives("path = \"/demo/add\"", "path = \"/other/add\"", message);
    }

    #[test]
    fn a_path_twice() {
        let message = "endpoint /demo/query: another endpoint has the same path";
        gives("path = \"/demo/add\"", "path = \"/demo/query\"", message);
    }

    #[test]
    fn a_section_twice() {
        let text = changed("\"5.1.2\"", "\"5.1.1\"").replace("\"1.2\"", "\"1.1\"");
        let message = "spec/demo.toml: endpoint /demo/add: another endpoint has the section 5.1.1";
        assert_eq!(problems(&text), [message]);
    }

    #[test]
    fn a_section_outside_its_group() {
        let text = changed("\"5.1.2\"", "\"5.2.2\"").replace("\"1.2\"", "\"2.2\"");
        assert_eq!(problems(&text), ["spec/demo.toml: endpoint /demo/add: section `5.2.2` must be 5.1.N"]);
    }

    #[test]
    fn an_overview_that_is_not_the_section() {
        let message = "endpoint /demo/add: overview `1.3` must be the section without its leading 5.";
        gives("\"1.2\"", "\"1.3\"", message);
    }

    #[test]
    fn a_group_that_is_not_named_after_its_prefix() {
        let found = problems(&changed("name = \"demo\"", "name = \"test\""));
        let expected = "spec/demo.toml: name `test` must be the prefix /demo in snake case";
        assert!(found.iter().any(|problem| problem == expected), "{found:?}");
    }

    #[test]
    fn a_field_twice() {
        let found = problems(&changed("name = \"tags\"", "name = \"sold\""));
        let expected = "spec/demo.toml: model Thing, field sold: another field has the name sold";
        assert!(found.iter().any(|problem| problem == expected), "{found:?}");
    }

    #[test]
    fn an_alias_that_is_a_field() {
        let message = "model Thing, field sold: another field has the name sold";
        gives("aliases = [\"cost\"]", "aliases = [\"cost\", \"sold\"]", message);
    }

    #[test]
    fn a_type_twice() {
        let text =
            format!("{DEMO}\n[[model]]\nname = \"Colour\"\nzh = \"颜色\"\ndoc = \"Colour.\"\n", DEMO = super::DEMO);
        let found = problems(&text);
        let expected = "spec/demo.toml: model Colour: an enum has the same name";
        assert!(found.iter().any(|problem| problem == expected), "{found:?}");
    }

    #[test]
    fn a_type_name_that_the_library_needs() {
        let text = super::DEMO.replace("\"Thing\"", "\"Money\"").replace("<Thing>", "<Money>");
        assert_eq!(problems(&text), ["spec/demo.toml: model Money: name `Money` is taken by the library"]);
    }

    #[test]
    fn a_field_name_that_the_library_needs() {
        let message = "model Thing, field extra: name `extra` is taken by the library";
        let text = changed("name = \"soldAt\"", "name = \"extra\"").replace("\"soldAt\":", "\"extra\":");
        assert_eq!(problems(&text), [format!("spec/demo.toml: {message}")]);
    }
}

mod texts {
    use super::gives;

    #[test]
    fn an_enum_value_without_a_meaning() {
        gives("doc = \"Blue.\"", "doc = \"\"", "enum Colour, value 2: doc is missing");
        gives("zh = \"蓝\"", "zh = \"\"", "enum Colour, value 2: zh is missing");
    }

    #[test]
    fn a_field_without_docs() {
        gives("doc = \"Part of a tag.\"", "doc = \" \"", "endpoint /demo/query, field keyword: doc is missing");
    }

    #[test]
    fn an_endpoint_without_chinese_docs() {
        gives("doc_zh = \"增加物品。\"", "", "endpoint /demo/add: doc_zh is missing");
    }

    #[test]
    fn a_scalar_response_without_docs() {
        let message = "endpoint /demo/add, response: response_doc must say what the id means";
        gives("response_doc = \"Identifier of the new thing.\"", "", message);
    }

    #[test]
    fn a_note_in_english_only() {
        let message = "endpoint /demo/query: errata_zh must have as many notes as errata";
        gives("errata_zh = [\"文档没有说明。\"]", "", message);
    }

    #[test]
    fn an_empty_note() {
        let message = "endpoint /demo/query: errata note 1 is empty";
        gives("[\"The document says nothing.\"]", "[\"\"]", message);
    }
}

mod enums {
    use super::gives;

    #[test]
    fn a_value_twice() {
        gives(
            "{ value = 2,",
            "{ value = 2, name = \"Green\", zh = \"绿\", doc = \"Green.\" },\n  { value = 2,",
            "enum Colour, value 2: occurs twice",
        );
    }

    #[test]
    fn a_name_twice() {
        gives("name = \"Blue\"", "name = \"Red\"", "enum Colour, value 2: another value has the name Red");
    }

    #[test]
    fn a_number_among_words() {
        let added = "{ value = \"red\", name = \"Word\", zh = \"红\", doc = \"Red.\" },\n  { value = 2,";
        let found = super::problems(&super::changed("{ value = 2,", added));
        let expected = "spec/demo.toml: enum Colour, value 2: is a number among words";
        assert!(found.iter().any(|problem| problem == expected), "{found:?}");
    }

    #[test]
    fn an_enum_that_nothing_uses() {
        let unused = "[[enum]]\nname = \"Shape\"\nzh = \"形状\"\ndoc = \"Shape.\"\nvalues = [{ value = 1, name = \"Round\", zh = \"圆\", doc = \"Round.\" }]\n\n[[model]]";
        gives("[[model]]", unused, "enum Shape: nothing uses this enum");
    }
}

mod rules {
    use super::{changed, gives, problems};

    #[test]
    fn a_choice_of_an_unknown_field() {
        let text = changed("[\"keyword\"]]", "[\"colour\"]]");
        let expected = "spec/demo.toml: endpoint /demo/query, one_of 1: `colour` is no field of this request";
        assert_eq!(problems(&text), [expected]);
    }

    #[test]
    fn a_choice_of_a_required_field() {
        let found = problems(&changed("max_len = 20", "max_len = 20\nrequired = true"));
        let expected = "spec/demo.toml: endpoint /demo/query, one_of 1: `keyword` is required, so there is no choice";
        assert!(found.iter().any(|problem| problem == expected), "{found:?}");
    }

    #[test]
    fn a_default_for_a_text() {
        let message = "endpoint /demo/query, field keyword: default is for id and int fields";
        gives("max_len = 20", "max_len = 20\ndefault = 1", message);
    }

    #[test]
    fn a_default_in_a_response() {
        let message = "model Thing, field thingId: default is for request fields: a response is never filled in";
        gives("type = \"id\"\n", "type = \"id\"\ndefault = 1\n", message);
    }

    #[test]
    fn a_day_edge_for_a_text() {
        let message = "endpoint /demo/query, field keyword: day_edge is for datetime fields";
        gives("max_len = 20", "max_len = 20\nday_edge = \"end\"", message);
    }

    #[test]
    fn a_comma_list_of_amounts() {
        let message = "model Thing, field tags: type csv<money> is not supported for a field";
        let text = changed("csv<text>", "csv<money>").replace(", \"tags\": \"a, b\"", "");
        assert_eq!(problems(&text), [format!("spec/demo.toml: {message}")]);
    }

    #[test]
    fn an_offset_without_a_length() {
        let message = "endpoint /demo/query: offset and length must stand together";
        gives("name = \"length\"", "name = \"limit\"", message);
    }

    #[test]
    fn a_read_by_post() {
        let message = "endpoint /demo/query: http must be GET: its safety is read";
        gives("http = \"GET\"", "http = \"POST\"", message);
    }

    #[test]
    fn a_gate_by_get() {
        let message = "endpoint /demo/query: http must be POST: its safety is gate";
        gives("safety = \"read\"", "safety = \"gate\"", message);
    }

    #[test]
    fn authentication_by_get() {
        let text = super::DEMO.replace("/demo", "/auth").replace("name = \"demo\"", "name = \"auth\"");
        let Err(super::Error::Spec(found)) = super::spec::parse([("spec/auth.toml", text.as_str())]) else {
            panic!("accepted")
        };
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        let expected = "spec/auth.toml: endpoint /auth/query: http must be POST: /auth/* and /user/login always are";
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_response_of_a_type_that_no_answer_has() {
        let text = changed("response = \"id\"", "response = \"money\"");
        let expected = "spec/demo.toml: endpoint /demo/add, response: type money is not supported for a response";
        assert_eq!(problems(&text), [expected]);
    }

    #[test]
    fn a_model_in_requests_and_responses() {
        let field = "max_len = 20\nzh = \"关键字\"\ndoc = \"Part of a tag.\"\n\n[[endpoint.field]]\nname = \"thing\"\ntype = \"Thing\"\n";
        let found = problems(&changed("max_len = 20\n", field));
        let expected = "spec/demo.toml: model Thing: is used in requests and in responses: write two models";
        assert!(found.iter().any(|problem| problem == expected), "{found:?}");
    }

    #[test]
    fn a_model_that_contains_itself() {
        let message = "model Thing, field colour: model Thing contains itself";
        gives(
            "type = \"Colour\"\nzh = \"颜色\"\ndoc = \"Colour; absent",
            "type = \"Thing\"\nzh = \"颜色\"\ndoc = \"Colour; absent",
            message,
        );
    }
}
