using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark.Tests
{
    /// <summary>The callers of a soak in C#, half of them blocking. <c>make soak</c> runs it; tests/README.md describes what it writes.</summary>
    internal static class Soak
    {
        private const int Tasks = 100;
        private const int Threads = 40;

        private static readonly long[][] rules =
        {
            new[] { 11151314366657101, 12151107613232801 },
            new[] { 11151314366657101, 12151107620265701 },
            new[] { 11151314366657101, 12151107620265702 },
            new[] { 11151107616571701, 12151107620265701 },
        };

        private static int numbers = -1;

        internal static int Run(TimeSpan time)
        {
            DateTime end = DateTime.UtcNow + time;
            using (var client = new Client(new ClientOptions { AttemptTimeout = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(6) }))
            {
                List<Thread> threads = Enumerable.Range(0, Threads).Select(index => new Thread(() => Blocking(client, end))).ToList();
                threads.ForEach(thread => thread.Start());
                Task.WaitAll(Enumerable.Range(0, Tasks).Select(index => Asynchronous(client, end)).ToArray());
                threads.ForEach(thread => thread.Join());
            }
            return 0;
        }

        private static void Blocking(Client client, DateTime end)
        {
            while (DateTime.UtcNow < end)
            {
                var plan = new Plan(Interlocked.Increment(ref numbers));
                try
                {
                    plan.Tell(client.CallJson(plan.Endpoint, plan.Parameters).Data);
                }
                catch (WelinkParkException failure)
                {
                    plan.Tell(failure);
                }
            }
        }

        private static async Task Asynchronous(Client client, DateTime end)
        {
            while (DateTime.UtcNow < end)
            {
                var plan = new Plan(Interlocked.Increment(ref numbers));
                try
                {
                    plan.Tell((await client.CallJsonAsync(plan.Endpoint, plan.Parameters)).Data);
                }
                catch (WelinkParkException failure)
                {
                    plan.Tell(failure);
                }
            }
        }

        /// <summary>Call number so and so.</summary>
        private sealed class Plan
        {
            internal readonly string Endpoint;
            internal readonly string Parameters;
            private readonly string kind;
            private readonly string key;

            internal Plan(int number)
            {
                key = "";
                if (number % 40 == 0)
                {
                    long[] rule = rules[number / 40 % rules.Length];
                    Set(out kind, out Endpoint, "money", "coupon.add");
                    key = "SM" + number;
                    Parameters = new CouponAddRequest { MchId = rule[0], RuleId = rule[1], PlateNumber = key }.ToJson();
                }
                else if (number % 4 == 1)
                {
                    Set(out kind, out Endpoint, "write", "blacklist.add");
                    key = "SW" + number;
                    Parameters = new BlacklistAddRequest
                    {
                        PlateNumber = key,
                        AreaIds = new List<long> { 1150779322741001 },
                        StartDate = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.FromHours(8)),
                    }.ToJson();
                }
                else if (number % 4 == 2)
                {
                    Set(out kind, out Endpoint, "gate", "auth.access");
                    Parameters = new AuthAccessRequest { LaneId = 3150432953492105, UserId = "soak" }.ToJson();
                }
                else
                {
                    Set(out kind, out Endpoint, "read", "info.areas");
                }
            }

            internal void Tell(string answer)
            {
                Tell(kind == "gate" && !answer.Contains("\"state\":0") ? "refused" : "ok", key);
            }

            internal void Tell(WelinkParkException failure)
            {
                Tell(failure is ApiException ? "refused" : failure.Context.Sent.ToString().ToLowerInvariant(), key);
            }

            private void Tell(string outcome, string of)
            {
                // A line at a time: the console's writer is synchronised.
                Console.Out.WriteLine("{\"class\":\"" + kind + "\",\"key\":\"" + of + "\",\"outcome\":\"" + outcome + "\"}");
            }

            private static void Set(out string kind, out string endpoint, string first, string second)
            {
                kind = first;
                endpoint = second;
            }
        }
    }
}
