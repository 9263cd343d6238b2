using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace WelinkPark.Tests
{
    /// <summary>What a runner tells of a vector or case, for <c>make conformance</c>; tests/README.md describes it.</summary>
    internal sealed class Outcome
    {
        private static readonly string path = Environment.GetEnvironmentVariable("WELINKPARK_OUTCOMES");

        private readonly string head;
        private readonly int failedBefore = Checks.Failed;
        private readonly List<string> seen = new List<string>();

        /// <summary>A vector or case begins; <paramref name="face"/> is empty or <c>-async</c>.</summary>
        internal Outcome(string face, string suite, string name)
        {
            string language = (Checks.Runtime == "Mono" ? "mono" : "net") + face;
            head = "{\"language\":" + Quoted(language) + ",\"suite\":" + Quoted(suite) + ",\"case\":" + Quoted(name);
        }

        /// <summary>What the library made of it; in the order of these calls.</summary>
        internal void Text(string text)
        {
            seen.Add(text == null ? "null" : Quoted(text));
        }

        internal void Json(string json)
        {
            seen.Add(json);
        }

        /// <summary>It ends: passed if no check has failed since it began.</summary>
        internal void End(string requests)
        {
            Write(Checks.Failed == failedBefore
                ? ",\"outcome\":\"pass\",\"result\":[" + string.Join(",", seen.ToArray()) + "]" + (requests == null ? "" : ",\"requests\":" + requests)
                : ",\"outcome\":\"fail\"");
        }

        /// <summary>It cannot be run here.</summary>
        internal void Skip()
        {
            Write(",\"outcome\":\"skip\"");
        }

        private void Write(string rest)
        {
            if (path != null)
            {
                File.AppendAllText(path, head + rest + "}\n");
            }
        }

        private static string Quoted(string text)
        {
            var quoted = new StringBuilder();
            JsonWriter.Quote(quoted, text);
            return quoted.ToString();
        }
    }
}
