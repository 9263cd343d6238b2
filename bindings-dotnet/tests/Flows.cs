using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark.Tests
{
    /// <summary>Gate flows and explanations: gate.json and explain.json of tests/cases/flows, and what tables cannot say.</summary>
    internal static class Flows
    {
        private const long Entry = 3150432953492101;

        internal static void Run(string folder)
        {
            foreach (string way in new[] { "Next", "NextAsync", "Run", "RunAsync" })
            {
                foreach (Json one in Json.Parse(File.ReadAllText(Path.Combine(folder, "gate.json"))).Find("cases").Items)
                {
                    Checks.In("gate.json: " + one.Text("name") + " (" + way + ")");
                    var outcome = new Outcome(way == "NextAsync" ? "-async" : "", "cases/flows/gate", one.Text("name"));
                    Gate(one, way, outcome);
                    // What runs to the end by itself is held against the table alone.
                    if (way.StartsWith("Next", StringComparison.Ordinal))
                    {
                        outcome.End(null);
                    }
                }
            }
            foreach (Json one in Json.Parse(File.ReadAllText(Path.Combine(folder, "explain.json"))).Find("cases").Items)
            {
                Checks.In("explain.json: " + one.Text("name"));
                var outcome = new Outcome("", "cases/flows/explain", one.Text("name"));
                Explain(one, outcome);
                outcome.End(null);
            }
            foreach (bool asynchronous in new[] { false, true })
            {
                Cases.RunFile(Path.Combine(folder, "paging.json"), asynchronous);
                Cases.RunFile(Path.Combine(folder, "reconcile.json"), asynchronous);
            }
            Cancelling();
            Disposing();
            Walking();
            Refusing();
        }

        private static void Gate(Json one, string way, Outcome outcome)
        {
            var came = new JsonWriter(true);
            Json expect = one.Find("expect");
            long lane = one.Id("lane");
            Control.Good("POST /reset");
            foreach (Json setup in one.Find("setup") == null ? new List<Json>() : one.Find("setup").Items)
            {
                Post(setup);
            }
            int before = Openings(lane);
            List<Json> waiting = one.Find("on") == null ? new List<Json>() : one.Find("on").Items.ToList();
            using (var client = new Client())
            {
                client.Info.Areas();
                using (GateFlow flow = Start(client, one, lane))
                {
                    Checks.That(flow.Status.Phase == GatePhase.Ready, "nothing is sent before the first step");
                    GateStatus status = Drive(client, flow, one.Text("pay"), way, change =>
                    {
                        foreach (Json on in waiting.Where(on => on.Int("state") == (long?)change.State).ToList())
                        {
                            waiting.Remove(on);
                            Post(on.Find("control"));
                        }
                    });
                    Checks.That(Cases.Matches(Json.Parse(status.ToString()), Told(expect)), "expected " + expect.Raw + "\n    found " + status);
                    Checks.That(flow.Status.ToString() == status.ToString(), "the flow knows its status");
                    foreach (KeyValuePair<string, Json> member in Json.Parse(status.ToString()).Members.Where(IsCompared))
                    {
                        came.Raw(member.Key, member.Value.Raw);
                    }
                }
            }
            int opened = Openings(lane) - before, payments = State().Find("payments").Items.Count;
            came.Int("openings", opened);
            came.Int("payments", payments);
            Checks.That(opened == expect.Int("openings"), "openings: " + opened);
            Checks.That(payments == (expect.IntOrNull("payments") ?? 0), "payments: " + payments);
            foreach (KeyValuePair<string, Json> calls in expect.Find("calls").Members)
            {
                int count = Calls(calls.Key);
                came.Int(calls.Key, count);
                Checks.That(count == calls.Value.AsLong(), calls.Key + ": " + count);
            }
            outcome.Json(came.Finish());
        }

        private static bool IsCompared(KeyValuePair<string, Json> member)
        {
            return new[] { "phase", "state", "err_code", "sent" }.Contains(member.Key);
        }

        /// <summary>What is expected of the status itself.</summary>
        private static Json Told(Json expect)
        {
            var told = new JsonWriter(false);
            foreach (KeyValuePair<string, Json> member in expect.Members.Where(IsCompared))
            {
                told.Raw(member.Key, member.Value.Raw);
            }
            return Json.Parse(told.Finish());
        }

        private static GateFlow Start(Client client, Json one, long lane)
        {
            string user = one.Text("user") ?? "u1";
            var options = new GateOptions
            {
                Interval = TimeSpan.FromMilliseconds(20),
                MaxWait = TimeSpan.FromMilliseconds(one.IntOrNull("max_wait_ms") ?? 10000),
            };
            switch (one.Text("flow"))
            {
                case "enter":
                    return client.Gate.Enter(lane, user, options);
                case "exit":
                    return client.Gate.Exit(lane, user, options);
                default:
                    return client.Gate.Access(lane, user, options);
            }
        }

        private static GateStatus Drive(Client client, GateFlow flow, string plate, string way, Action<GateStatus> react)
        {
            for (;;)
            {
                GateStatus status;
                switch (way)
                {
                    case "Next":
                        status = flow.Next();
                        react(status);
                        break;
                    case "NextAsync":
                        status = flow.NextAsync().GetAwaiter().GetResult();
                        react(status);
                        break;
                    case "Run":
                        status = flow.Run(react);
                        break;
                    default:
                        status = flow.RunAsync(react).GetAwaiter().GetResult();
                        break;
                }
                if (status.Phase == GatePhase.Payment)
                {
                    Checks.That(status.Bill.Money > 0 && status.Bill.TradeNo != null && status.Bill.EndTime != null, "phase payment has a bill");
                    client.Pay.PayTmpRentBill(new PayPayTmpRentBillRequest { PlateNumber = plate, PayToken = status.Bill.PayToken });
                    flow.Paid();
                }
                else if (status.Phase != GatePhase.Ready && status.Phase != GatePhase.Waiting)
                {
                    return status;
                }
            }
        }

        private static void Explain(Json one, Outcome outcome)
        {
            const string Sample = "27a06832a2214a4fa3b7105e4a72d370";
            string secret = one.Text("secret_key") ?? Sample;
            long? at = one.Find("options") == null ? null : one.Find("options").IntOrNull("at");
            try
            {
                Explanation told = Explanation.Of(one.Text("request"), secret, at == null ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeSeconds(at.Value));
                outcome.Json(told.ToString());
                Checks.That(one.Find("error") == null, "it has to be refused");
                Checks.That(Cases.Matches(Json.Parse(told.ToString()), one.Find("expect")), "expected " + one.Find("expect").Raw + "\n    found " + told);
                Checks.That(!told.ToString().Contains(secret), "the secret key is never shown");
                Checks.That(told.IsRight == (told.Signature == "right" && told.Mistakes.Count == 0), "a right request has no mistakes");
                Checks.That(told.Mistakes.All(mistake => mistake.Name != null && mistake.Message != null && mistake.MessageChinese != null), "mistakes");
            }
            catch (WelinkParkException exception)
            {
                string described = Cases.Describe(exception);
                outcome.Json(described);
                Checks.That(one.Find("error") != null && Cases.Matches(Json.Parse(described), one.Find("error")), described);
            }
        }

        private static void Cancelling()
        {
            Checks.In("a flow is cancelled, saved, resumed and taken up again");
            Control.Good("POST /reset");
            using (var client = new Client())
            {
                client.Info.Areas();
                var options = new GateOptions { Interval = TimeSpan.FromMilliseconds(20), MaxWait = TimeSpan.FromSeconds(60) };
                using (GateFlow flow = client.Gate.Enter(Entry, "u1", options))
                using (var source = new CancellationTokenSource())
                {
                    Task<GateStatus> running = flow.RunAsync(null, source.Token);
                    WaitForFirstAnswer(flow);
                    Checks.Throws<InternalException>("one step at a time", () => flow.Next());
                    Checks.Throws<InternalException>("no token during a step", () => flow.Token.ToString());
                    source.Cancel();
                    GateStatus status = running.GetAwaiter().GetResult();
                    Checks.That(status.Phase == GatePhase.Cancelled && status.Sent == Sent.Yes, "cancelled: " + status);
                    string token = flow.Token;
                    Control.Good("POST /vehicles/arrive", "{\"lane_id\":" + Entry + "}");
                    using (GateFlow other = client.Gate.Resume(token))
                    {
                        Checks.That(other.Run().Phase == GatePhase.Opened, "resumed");
                    }
                    flow.Extend(TimeSpan.FromSeconds(20));
                    Checks.That(flow.Run().Phase == GatePhase.Opened, "taken up again");
                }
                Checks.That(Openings(Entry) == 1 && Calls("auth.enter") == 2, "one opening");
                using (GateFlow flow = client.Gate.Enter(Entry, "u2", options))
                {
                    Action<GateStatus> failing = change => { throw new NotSupportedException(); };
                    Checks.Throws<NotSupportedException>("what a listener throws", () => flow.Run(failing));
                }
                using (GateFlow flow = client.Gate.Enter(Entry, "u3", options))
                {
                    Action<GateStatus> failing = change => { throw new NotSupportedException(); };
                    Checks.Throws<NotSupportedException>("what a listener throws", () => flow.RunAsync(failing).GetAwaiter().GetResult());
                    Checks.That(flow.Status.Phase == GatePhase.Cancelled, "it ends the flow");
                }
                Checks.Throws<ValidationException>("what is no token", () => client.Gate.Resume("wlpgate1.e30"));
                Checks.Throws<ArgumentNullException>("no token at all", () => client.Gate.Resume(null));
            }
        }

        private static void Disposing()
        {
            Checks.In("disposing a flow or its client ends its steps");
            Control.Good("POST /reset");
            var client = new Client();
            client.Info.Areas();
            foreach (bool whole in new[] { false, true })
            {
                GateFlow flow = client.Gate.Enter(Entry, "u1", new GateOptions { Interval = TimeSpan.FromSeconds(20) });
                Task<GateStatus> running = flow.RunAsync();
                WaitForFirstAnswer(flow);
                if (whole)
                {
                    client.Dispose();
                }
                else
                {
                    flow.Dispose();
                }
                Checks.That(running.GetAwaiter().GetResult().Phase == GatePhase.Cancelled, "cancelled");
                flow.Dispose();
                Checks.Throws<ObjectDisposedException>("a step afterwards", () => flow.Next());
            }
        }

        private static void Walking()
        {
            Checks.In("walks fetch as they go and end when they are left");
            Control.Good("POST /reset");
            using (var client = new Client())
            {
                client.Info.Areas();
                for (int number = 0; number < 5; number++)
                {
                    client.Blacklist.Add(new BlacklistAddRequest
                    {
                        PlateNumber = "粤A0000" + number,
                        AreaIds = new[] { 1150779322741001L },
                        StartDate = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)),
                        Reason = "walk",
                    });
                }
                var query = new BlacklistQueryRequest { Keyword = "walk" };
                var options = new PageOptions { PageSize = 2, Prefetch = false };
                Records<BlacklistEntry> records = client.Blacklist.QueryPages(query, options).Records;
                Checks.That(Calls("blacklist.query") == 0, "nothing is sent before the first record");
                Checks.That(records.First().PlateNumber == "粤A00004" && Calls("blacklist.query") == 1, "one page for one record");
                Checks.That(records.Count() == 5 && records.Count() == 5, "every enumeration is a walk of its own");
                using (var source = new CancellationTokenSource())
                using (AsyncCursor<BlacklistEntry> cursor = records.GetAsyncEnumerator(source.Token))
                {
                    Checks.That(cursor.MoveNextAsync().GetAwaiter().GetResult(), "the first record");
                    Checks.That(cursor.MoveNextAsync().GetAwaiter().GetResult(), "the second record");
                    source.Cancel();
                    Checks.Throws<CallCanceledException>("the next page", () => cursor.MoveNextAsync().GetAwaiter().GetResult());
                    Checks.That(!cursor.MoveNextAsync().GetAwaiter().GetResult(), "nothing comes afterwards");
                }
            }
        }

        private static void Refusing()
        {
            Checks.In("a refusal is an exception with findings, and the flow's last word");
            using (var client = new Client(new ClientOptions { SecretKey = "11111111111111111111111111111111" }))
            using (GateFlow flow = client.Gate.Enter(Entry, "u1"))
            {
                try
                {
                    flow.Run();
                    Checks.That(false, "it has to fail");
                }
                catch (ApiException exception)
                {
                    Checks.That(exception.Findings.Count > 0 && exception.Findings.All(finding => finding.Code != null && finding.Message != null), "findings");
                }
                Checks.That(flow.Status.Phase == GatePhase.Refused, "refused");
            }
        }

        private static void WaitForFirstAnswer(GateFlow flow)
        {
            for (int turn = 0; turn < 4000 && flow.Status.Phase == GatePhase.Ready; turn++)
            {
                Thread.Sleep(5);
            }
            Checks.That(flow.Status.Phase == GatePhase.Waiting, "the flow waits for the vehicle");
        }

        private static void Post(Json control)
        {
            Control.Good("POST /" + control.Items[0].Value, control.Items[1].Raw);
        }

        private static Json State()
        {
            return Json.Parse(Control.Good("GET /state"));
        }

        private static int Openings(long lane)
        {
            return State().Find("openings").Items.Count(opening => opening.Id("lane_id") == lane);
        }

        private static int Calls(string endpoint)
        {
            return Json.Parse(Control.Good("GET /requests?endpoint=" + endpoint + "&limit=1000")).Find("requests").Items.Count;
        }
    }
}
