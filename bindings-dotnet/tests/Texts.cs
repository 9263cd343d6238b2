using System;
using System.Collections.Generic;
using System.Linq;

namespace WelinkPark.Tests
{
    /// <summary>How the answers' JSON is read, whatever order and form the platform's fields may have one day.</summary>
    internal static class Texts
    {
        internal static void Run()
        {
            Checks.In("JSON");
            Values();
            Order();
            Numbers();
            Records();
            Broken();
        }

        private static void Values()
        {
            Json all = Json.Parse(" {\"text\" : \"a \\\"\\u00e9\\n\\\\\\/\", \"id\":\"-9007199254740993\",\"none\":null,\"yes\":true,\"no\":false,"
                + "\"time\":\"2024-02-29T23:59:58+08:00\",\"day\":\"2024-02-29\",\"money\":\"12.30\",\"ids\":[\"1\",2],\"texts\":[\"\",\"\\\"\"],"
                + "\"deep\":{\"list\":[[],{},[{\"x\":[1.5e3]}]]},\"n\\u0061me\":7} ");
            Checks.That(all.Text("text") == "a \"é\n\\/", "escapes");
            Checks.That(all.Id("id") == -9007199254740993, "an id beyond 2^53");
            Checks.That(all.Text("none") == null && all.IdOrNull("none") == null && all.TimeOrNull("none") == null && all.Find("none") == null, "null");
            Checks.That(all.Text("missing") == null && all.MoneyOrNull("missing") == null && all.FlagOrNull("missing") == null, "what is missing");
            Checks.That(all.Flag("yes") && !all.Flag("no"), "flags");
            Checks.That(all.Time("time") == new DateTimeOffset(2024, 2, 29, 23, 59, 58, TimeSpan.FromHours(8)), "a time");
            Checks.That(all.Date("day") == new DateTime(2024, 2, 29), "a day");
            Checks.That(all.Money("money") == 12.3m, "money");
            Checks.That(all.Ids("ids").SequenceEqual(new long[] { 1, 2 }), "ids");
            Checks.That(all.Texts("texts").SequenceEqual(new[] { string.Empty, "\"" }), "texts");
            Checks.That(all.Find("deep").Raw == "{\"list\":[[],{},[{\"x\":[1.5e3]}]]}", "as it was written");
            Checks.That(all.Find("deep").Find("list").Items[2].Items[0].Find("x").Items[0].Value == "1.5e3", "what is far below");
            Checks.That(all.Int("name") == 7, "a name with an escape");
            Checks.That(all.Count == 12 && all.Members.Count == 12, "all members");
            Checks.That(all.Raw.StartsWith("{\"text\"", StringComparison.Ordinal) && all.Raw.EndsWith("7}", StringComparison.Ordinal), "without the blanks around");
            Checks.That(Json.Parse("\"\\u4e2d\"").Value == "中" && Json.Parse("12").AsLong() == 12 && Json.Parse("null").Value == null, "values alone");
        }

        private static void Order()
        {
            string[] names = { "a", "b", "c", "ab", "" };
            foreach (string[] asked in new[] { names, names.Reverse().ToArray(), new[] { "c", "c", "a", "x", "ab", "b", "" } })
            {
                Json json = Json.Parse("{" + string.Join(",", names.Select((name, index) => "\"" + name + "\":" + index).ToArray()) + "}");
                foreach (string name in asked)
                {
                    Checks.That(json.IntOrNull(name) == (name == "x" ? (long?)null : Array.IndexOf(names, name)), "asked in any order: " + name);
                }
            }
        }

        private static void Numbers()
        {
            foreach (long number in new[] { 0, 7, -7, 999999999999999999, 1000000000000000000, long.MaxValue, long.MinValue })
            {
                Checks.That(Json.Parse("{\"n\":" + number + "}").Int("n") == number, number + " as a number");
                Checks.That(Json.Parse("{\"n\":\"" + number + "\"}").Id("n") == number, number + " as a text");
            }
            Checks.Throws<OverflowException>("2^63", () => Json.Parse("[9223372036854775808]").Items[0].AsLong());
            foreach (string wrong in new[] { "\"\"", "\"-\"", "\"1x\"", "1.5", "\"１\"" })
            {
                Checks.Throws<FormatException>("a number that is " + wrong, () => Json.Parse("{\"n\":" + wrong + "}").Int("n"));
            }
        }

        private static void Records()
        {
            const string Bill = "{\"laneId\":\"1\",\"extra\":{\"a\":[1]},\"laneName\":\"东门\"}";
            IReadOnlyList<Lane> lanes = Json.Parse("[" + Lane(1, null) + "," + Lane(2, "\"more\":" + Bill) + " , " + Lane(3, null) + "]").List(item => new Lane(item));
            Checks.That(lanes.Select(lane => lane.LaneId).SequenceEqual(new long[] { 1, 2, 3 }), "every record");
            Checks.That(lanes[1].Extra["more"] == Bill && lanes[0].Extra.Count == 0 && lanes[2].Extra.Count == 0, "fields of a later version");
            Checks.That(Json.Parse(" [ ] ").List(item => item).Count == 0, "no record");
            Checks.Throws<FormatException>("a list that is none", () => Json.Parse("{}").List(item => item));
            Checks.Throws<FormatException>("a field that is missing", () => Json.Parse("[{}]").List(item => new Lane(item)));
            Checks.Throws<FormatException>("a record that is none", () => Json.Parse("[7]").List(item => new Lane(item)));
        }

        private static string Lane(long id, string more)
        {
            return "{\"laneId\":\"" + id + "\",\"laneName\":\"x\",\"laneType\":1,\"areaId\":\"1\"" + (more == null ? null : "," + more) + "}";
        }

        private static void Broken()
        {
            foreach (string text in new[] { "", " ", "{", "[", "[1", "[1,", "[1 2]", "[1,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{a:1}", "{\"a\" 1}", "{\"a\":1,}", "\"a", "\"a\\", "nul", "[] x", "{} {}", "[tru]", "x", "1 2" })
            {
                Checks.Throws<FormatException>("no JSON: " + text, () => Look(Json.Parse(text)));
            }
        }

        private static void Look(Json json)
        {
            if (json.Kind == JsonKind.List)
            {
                json.List(item => item.Raw);
            }
            else if (json.Kind == JsonKind.Object)
            {
                json.Find("a");
            }
            else
            {
                string unused = json.Value;
            }
        }
    }
}
