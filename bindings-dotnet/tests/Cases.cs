using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace WelinkPark.Tests
{
    /// <summary>tests/cases in C#: calls against the sandbox, through the typed methods.</summary>
    internal sealed partial class Cases
    {
        private readonly bool asynchronous;
        private readonly Dictionary<string, string> saved = new Dictionary<string, string>();

        private readonly Outcome outcome;

        private Cases(bool asynchronous, Outcome outcome)
        {
            this.asynchronous = asynchronous;
            this.outcome = outcome;
        }

        internal static void Run(string folder, bool asynchronous)
        {
            Typed.Called.Clear();
            int count = 0;
            foreach (string file in Directory.GetFiles(folder, "*.json").OrderBy(name => name, StringComparer.Ordinal))
            {
                count += RunFile(file, asynchronous);
            }
            foreach (string endpoint in Typed.Methods.Keys)
            {
                Checks.That(Typed.Called.Contains(endpoint), endpoint + " was not called");
            }
            Console.WriteLine("cases: {0}, {1} endpoints called {2}", count, Typed.Called.Count, asynchronous ? "asynchronously" : "blocking");
        }

        /// <summary>Runs the cases of one file; how many there were.</summary>
        internal static int RunFile(string file, bool asynchronous)
        {
            int count = 0;
            string suites = Path.GetFileName(Path.GetDirectoryName(file)) == "flows" ? "cases/flows/" : "cases/";
            foreach (Json one in Json.Parse(File.ReadAllText(file)).Find("cases").Items)
            {
                var outcome = new Outcome(asynchronous ? "-async" : "", suites + Path.GetFileNameWithoutExtension(file), one.Text("name"));
                IEnumerable<Json> variants = one.Find("with") == null ? new List<Json> { null } : one.Find("with").Items;
                foreach (Json with in variants)
                {
                    var cases = new Cases(asynchronous, outcome);
                    foreach (KeyValuePair<string, Json> member in with == null ? new List<KeyValuePair<string, Json>>() : with.Members)
                    {
                        cases.saved[member.Key] = member.Value.Raw;
                    }
                    cases.RunCase(Path.GetFileName(file), one);
                    count++;
                }
                outcome.End(Json.Parse(Control.Good("GET /requests?limit=1000")).Find("requests").Raw);
            }
            return count;
        }

        private void RunCase(string file, Json one)
        {
            Checks.In(file);
            Control.Good("POST /reset");
            Control.Good("PUT /settings", "{\"window_seconds\":1000000000}");
            Control.Good("POST /clock", "{\"freeze\":true,\"now\":\"2026-06-01 08:00:00\"}");
            using (Client client = Open(one.Find("options")))
            {
                int number = 0;
                foreach (Json step in one.Find("steps").Items)
                {
                    Checks.In(file + ": " + one.Text("name") + ": step " + ++number);
                    for (int time = 0; time < (step.IntOrNull("times") ?? 1); time++)
                    {
                        if (step.Find("times") != null)
                        {
                            saved["n"] = "\"" + time.ToString("00000") + "\"";
                        }
                        RunStep(client, step);
                    }
                }
            }
        }

        private void RunStep(Client client, Json step)
        {
            if (step.Find("control") != null)
            {
                int status;
                Json body = step.Find("body");
                string answer = Control.Send(step.Text("control"), body == null ? null : Resolved(body), out status);
                Checks.That(status == (step.IntOrNull("status") ?? 200), step.Text("control") + ": " + status + " " + answer);
                Judge(step, "expect", answer);
            }
            else if (step.Find("call") != null)
            {
                Call(client, step);
            }
            else if (step.Find("walk") != null)
            {
                Walk(client, step);
            }
            else if (step.Find("ask") != null)
            {
                Ask(client, step);
            }
            else
            {
                string endpoint = step.Find("log").Text("endpoint");
                string log = Control.Good("GET /requests" + (endpoint == null ? "" : "?endpoint=" + endpoint));
                Judge(step, "expect", Json.Parse(log).Find("requests").Raw);
            }
        }

        internal static Client Open(Json options)
        {
            options = options ?? Json.Parse("{}");
            return new Client(new ClientOptions
            {
                AppId = options.Text("app_id"),
                SecretKey = options.Text("secret_key"),
                ParkId = options.Text("park_id"),
                Encrypt = options.FlagOrNull("encrypt"),
                Zip = ZipOf(options) ?? Zip.Auto,
                Retries = (int?)options.IntOrNull("retries"),
                Timeout = Time(options, "timeout_ms"),
                AttemptTimeout = Time(options, "attempt_timeout_ms"),
                CorrectClock = options.FlagOrNull("correct_clock"),
                MaxResponse = options.IntOrNull("max_response"),
                TimestampUnit = options.Text("timestamp_unit") == null ? TimestampUnit.Seconds : TimestampUnit.Milliseconds,
            });
        }

        private void Call(Client client, Json step)
        {
            var views = new List<Client>();
            Json options = step.Find("options");
            if (options != null)
            {
                if (options.Text("park_id") != null)
                {
                    views.Add(client = client.ForPark(options.Text("park_id")));
                }
                views.Add(client = client.With(new CallOptions
                {
                    Encrypt = options.FlagOrNull("encrypt"),
                    Zip = ZipOf(options),
                    Retries = (int?)options.IntOrNull("retries"),
                    Timeout = Time(options, "timeout_ms"),
                    AttemptTimeout = Time(options, "attempt_timeout_ms"),
                }));
            }
            string endpoint = step.Text("call");
            string parameters = step.Find("params") == null ? "{}" : Resolved(step.Find("params"));
            try
            {
                Request request = null;
                bool typed = Typed.Methods.ContainsKey(endpoint) && Typed.TryFill(endpoint, Json.Parse(parameters), out request);
                string answer = typed ? Typed.Invoke(client, endpoint, request, asynchronous) : client.CallJson(endpoint, parameters).Data;
                Checks.That(step.Find("error") == null, "the call has to fail");
                Judge(step, "expect", answer);
                outcome.Json(answer);
            }
            catch (Exception exception) when (exception is WelinkParkException || exception is CallCanceledException)
            {
                Checks.That(step.Find("error") != null, "the call has to succeed: " + exception.Message);
                Judge(step, "error", Describe(exception));
                outcome.Json(Describe(exception));
            }
            views.ForEach(view => view.Dispose());
        }

        internal static string Describe(Exception exception)
        {
            var text = new JsonWriter(true);
            var failure = exception as WelinkParkException;
            ErrorContext context = failure != null ? failure.Context : ((CallCanceledException)exception).Context;
            text.Text("sent", context.Sent.ToString().ToLowerInvariant());
            text.Int("attempts", context.Attempts);
            text.Flag("retryable", context.Retryable);
            if (exception is ConfigException)
            {
                text.Text("kind", "config");
            }
            else if (exception is ValidationException)
            {
                var validation = (ValidationException)exception;
                text.Text("kind", "validation");
                text.Text("field", validation.Field);
                text.Text("rule", validation.Rule);
            }
            else if (exception is TransportException)
            {
                text.Text("kind", "transport");
                text.Text("transport", ((TransportException)exception).Kind);
            }
            else if (exception is HttpException)
            {
                text.Text("kind", "http");
                text.Int("status", ((HttpException)exception).StatusCode);
            }
            else if (exception is DecodeException)
            {
                text.Text("kind", "decode");
                text.Text("stage", ((DecodeException)exception).Stage);
            }
            else if (exception is ApiException)
            {
                var api = (ApiException)exception;
                text.Text("kind", "api");
                text.Text("code", api.Code);
                text.Text("err_code", api.ErrCode);
                text.Text("message", api.ApiMessage);
            }
            else
            {
                text.Text("kind", exception is CallCanceledException ? "cancelled" : "internal");
            }
            return text.Finish();
        }

        private static Zip? ZipOf(Json options)
        {
            bool? zip = options.FlagOrNull("zip");
            return zip == null ? (Zip?)null : zip.Value ? Zip.Always : Zip.Never;
        }

        private static TimeSpan? Time(Json options, string name)
        {
            long? milliseconds = options.IntOrNull(name);
            return milliseconds == null ? (TimeSpan?)null : TimeSpan.FromMilliseconds(milliseconds.Value);
        }

        private string Resolved(Json value)
        {
            string name = value.Kind == JsonKind.Text && value.Value.StartsWith("${", StringComparison.Ordinal) ? value.Value.Substring(2).TrimEnd('}') : null;
            if (name != null && saved.ContainsKey(name))
            {
                return saved[name];
            }
            if (value.Kind == JsonKind.List)
            {
                return "[" + string.Join(",", value.Items.Select(Resolved).ToArray()) + "]";
            }
            if (value.Kind != JsonKind.Object)
            {
                return value.Raw;
            }
            var text = new StringBuilder();
            foreach (KeyValuePair<string, Json> member in value.Members)
            {
                text.Append(text.Length == 0 ? "{" : ",");
                JsonWriter.Quote(text, member.Key);
                text.Append(':').Append(Resolved(member.Value));
            }
            return text.Length == 0 ? "{}" : text.Append('}').ToString();
        }

        private void Judge(Json step, string key, string answer)
        {
            Json found = Json.Parse(answer);
            // Not Find, for which null is absent: an expected null is an expectation.
            foreach (KeyValuePair<string, Json> member in step.Members.Where(member => member.Key == key))
            {
                string expected = Resolved(member.Value);
                Checks.That(Matches(found, Json.Parse(expected)), "expected " + expected + "\n    found " + answer);
            }
            Json save = step.Find("save");
            foreach (KeyValuePair<string, Json> one in save == null ? new List<KeyValuePair<string, Json>>() : save.Members)
            {
                Json at = found;
                foreach (string part in one.Value.Value.Split('/').Skip(1))
                {
                    at = at == null ? null : at.Kind == JsonKind.List ? at.Items.ElementAtOrDefault(int.Parse(part)) : at.Find(part);
                }
                Checks.That(at != null, "there is something to save at " + one.Value.Value);
                if (at != null)
                {
                    saved[one.Key] = at.Raw;
                }
            }
        }

        internal static bool Matches(Json found, Json expected)
        {
            bool nothing = found == null || found.Kind == JsonKind.Null;
            if (expected.Kind == JsonKind.Object && expected.Members.Count == 1 && expected.Members[0].Key.StartsWith("$", StringComparison.Ordinal))
            {
                Json rule = expected.Members[0].Value;
                switch (expected.Members[0].Key)
                {
                    case "$not_null":
                        return !nothing;
                    case "$contains":
                        return !nothing && found.Kind == JsonKind.Text && found.Value.Contains(rule.Value);
                    case "$len":
                        return !nothing && found.Kind == JsonKind.List && found.Items.Count == rule.AsLong();
                    case "$has":
                        return !nothing && found.Kind == JsonKind.List && found.Items.Any(item => Matches(item, rule));
                    default:
                        return false;
                }
            }
            if (expected.Kind == JsonKind.Null)
            {
                return nothing;
            }
            if (nothing || found.Kind != expected.Kind)
            {
                return false;
            }
            if (expected.Kind == JsonKind.Object)
            {
                return expected.Members.All(member => Matches(found.Find(member.Key), member.Value));
            }
            if (expected.Kind == JsonKind.List)
            {
                return found.Items.Count == expected.Items.Count && found.Items.Zip(expected.Items, Matches).All(good => good);
            }
            return found.Value == expected.Value;
        }
    }
}
