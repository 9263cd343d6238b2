using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace WelinkPark.Tests
{
    /// <summary>
    /// tests/faults: every fault × every safety class, through the C library. <c>make faults</c> runs it with the servers that
    /// fail: <c>welinkpark sandbox -- fault-server WelinkPark.Tests faults FOLDER</c>.
    /// </summary>
    internal static class Faults
    {
        internal static void Run(string folder)
        {
            Json matrix = Json.Parse(File.ReadAllText(Path.Combine(folder, "faults", "faults.json")));
            Json routes = Json.Parse(Environment.GetEnvironmentVariable("WELINKPARK_FAULT_ROUTES"));
            foreach (Json fault in matrix.Find("faults").Items)
            {
                foreach (KeyValuePair<string, Json> kind in matrix.Find("classes").Members)
                {
                    Checks.In(fault.Text("name") + " × " + kind.Key);
                    Json but = fault.Find("but") == null ? null : fault.Find("but").Find(kind.Key);
                    Json expected = but ?? fault.Find(kind.Value.Find("done") == null ? "read" : "change");
                    Json route = fault.Text("via") == null ? null : routes.Find(fault.Text("via"));
                    RunOne(fault, kind.Value, route, matrix.Find("options"), expected);
                }
            }
        }

        private static void RunOne(Json fault, Json kind, Json route, Json limits, Json expected)
        {
            Control.Good("POST /reset");
            Control.Good("PUT /settings", "{\"window_seconds\":1000000000}");
            Control.Good("POST /clock", "{\"freeze\":true,\"now\":\"2026-06-01 08:00:00\"}");
            foreach (Json step in kind.Find("setup") == null ? new List<Json>() : kind.Find("setup").Items)
            {
                Control.Good("POST " + step.Items[0].Value, step.Items[1].Raw);
            }
            string call = kind.Text("call"), parameters = Parameters(kind);
            long before = Done(kind);
            if (fault.Find("plan") != null)
            {
                Control.Good("POST /faults", fault.Find("plan").Raw.TrimEnd().TrimEnd('}') + ",\"endpoint\":\"" + call + "\"}");
            }
            string result = "ok", sent = null;
            long? attempts = null;
            using (var client = new Client(Options(route, limits)))
            {
                if (fault.FlagOrNull("warm") == true)
                {
                    client.Info.Areas();
                    Thread.Sleep(100);
                }
                try
                {
                    client.CallJson(call, parameters);
                }
                catch (WelinkParkException failure)
                {
                    result = Told(failure);
                    sent = failure.Context.Sent.ToString().ToLowerInvariant();
                    attempts = failure.Context.Attempts;
                }
            }
            List<Json> log = Settled(call);
            Checks.Same("result", result, expected.Text("result"));
            Checks.Same("sent", sent, expected.Text("sent"));
            Checks.That(attempts == expected.IntOrNull("attempts"), attempts + " attempts");
            Checks.That(log.Count == expected.IntOrNull("arrived"), log.Count + " requests arrived");
            Checks.That(log.Select(Nonce).Distinct().Count() == log.Count, "a nonce was used twice");
            if (kind.Find("done") != null)
            {
                long done = Done(kind) - before;
                Checks.That(done == expected.IntOrNull("done"), "done " + done + " times");
            }
        }

        private static string Parameters(Json kind)
        {
            Json parameters = kind.Find("params"), first = kind.Find("first");
            if (first == null)
            {
                return parameters == null ? null : parameters.Raw;
            }
            using (var direct = new Client())
            {
                Json answer = Json.Parse(direct.CallJson(first.Text("call"), first.Find("params").Raw).Data);
                string name = first.Text("take");
                return parameters.Raw.TrimEnd().TrimEnd('}') + ",\"" + name + "\":" + answer.Find(name).Raw + "}";
            }
        }

        /// <summary>Without a server between, the sandbox itself.</summary>
        private static ClientOptions Options(Json route, Json limits)
        {
            var options = new ClientOptions
            {
                AttemptTimeout = TimeSpan.FromMilliseconds((double)limits.Int("attempt_timeout_ms")),
                Timeout = TimeSpan.FromMilliseconds((double)limits.Int("timeout_ms")),
            };
            if (route != null)
            {
                options.BaseUrl = route.Text("base_url");
                options.Proxy = route.Text("proxy");
                options.CaCertificate = route.Text("ca_file") == null ? null : File.ReadAllText(route.Text("ca_file"));
            }
            return options;
        }

        private static string Told(WelinkParkException failure)
        {
            var transport = failure as TransportException;
            var http = failure as HttpException;
            var decode = failure as DecodeException;
            var api = failure as ApiException;
            return transport != null ? "transport " + transport.Kind
                : http != null ? "http " + http.StatusCode
                : decode != null ? "decode " + decode.Stage
                : api != null ? "api " + api.Code
                : failure.GetType().Name;
        }

        /// <summary>How often the work is done, as the sandbox's database says.</summary>
        private static long Done(Json kind)
        {
            if (kind.Find("done") == null)
            {
                return 0;
            }
            Json part = Json.Parse(Control.Good("GET /state"));
            foreach (string name in kind.Text("done").Split('/').Skip(1))
            {
                part = part.Find(name);
            }
            return part.Kind == JsonKind.List ? part.Items.Count : part.AsLong();
        }

        /// <summary>The requests to an endpoint, once the sandbox is done with them.</summary>
        private static List<Json> Settled(string call)
        {
            for (int tries = 0; ; tries++)
            {
                List<Json> requests = Json.Parse(Control.Good("GET /requests?endpoint=" + call)).Find("requests").Items;
                if (tries == 500 || !requests.Any(entry => entry.FlagOrNull("pending") == true))
                {
                    Checks.That(tries < 500, call + " is still being worked on");
                    return requests;
                }
                Thread.Sleep(10);
            }
        }

        private static string Nonce(Json entry)
        {
            string form = string.IsNullOrEmpty(entry.Text("query")) ? entry.Text("body") : entry.Text("query");
            return form.Split('&').First(part => part.StartsWith("Nonce=", StringComparison.Ordinal));
        }
    }
}
