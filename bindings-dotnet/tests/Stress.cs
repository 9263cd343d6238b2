using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark.Tests
{
    /// <summary>Thousands of calls with garbage collections between, cancelling at random moments, nothing left behind.</summary>
    internal static class Stress
    {
        internal static void Run()
        {
            Control.Good("POST /reset");
            Cancelling();
            Disposing();
            Misuse();
            Logging();
            Many();
            Random();
            Checks.In("handles");
            for (int attempt = 0; attempt < 100 && CallHandle.Living + ClientHandle.Living + StepsHandle.Living > 0; attempt++)
            {
                Collect();
                Thread.Sleep(20);
            }
            Checks.That(CallHandle.Living == 0, CallHandle.Living + " calls were not freed");
            Checks.That(ClientHandle.Living == 0, ClientHandle.Living + " clients were not freed");
            Checks.That(StepsHandle.Living == 0, StepsHandle.Living + " flows and walks were not freed");
        }

        private static void Cancelling()
        {
            Checks.In("cancelling");
            Control.Good("POST /faults", "{\"endpoint\":\"info.areas\",\"kind\":\"delay\",\"delay_ms\":20000}");
            using (var client = new Client())
            using (var source = new CancellationTokenSource(150))
            {
                DateTime start = DateTime.UtcNow;
                try
                {
                    client.Info.AreasAsync(source.Token).GetAwaiter().GetResult();
                    Checks.That(false, "it has to be cancelled");
                }
                catch (OperationCanceledException exception)
                {
                    var cancelled = exception as CallCanceledException;
                    Checks.That(cancelled != null && cancelled.Context.Sent == Sent.Unknown, "it says whether it was sent");
                    Checks.That(exception.CancellationToken == source.Token, "it has the token");
                }
                Checks.That(DateTime.UtcNow - start < TimeSpan.FromSeconds(5), "it ends at once");
                Checks.Throws<OperationCanceledException>("a token that is cancelled already", () => client.Info.AreasAsync(source.Token).GetAwaiter().GetResult());
            }
        }

        private static void Disposing()
        {
            Checks.In("disposing");
            var client = new Client();
            List<Task> calls = Enumerable.Range(0, 20).Select(index => (Task)client.Info.AreasAsync()).ToList();
            client.Dispose();
            client.Dispose();
            foreach (Task call in calls)
            {
                Checks.Throws<OperationCanceledException>("a call on its way", () => call.GetAwaiter().GetResult());
            }
            Checks.Throws<ObjectDisposedException>("a call afterwards", () => client.Info.Areas());
            Control.Good("DELETE /faults");
        }

        private static void Misuse()
        {
            Checks.In("misuse");
            Checks.Throws<ArgumentNullException>("no options", () => new Client(null));
            Checks.Throws<ConfigException>("an address that is none", () => new Client(new ClientOptions { BaseUrl = "x" }));
            Checks.Throws<ConfigException>("a time limit of zero", () => new Client(new ClientOptions { Timeout = TimeSpan.Zero }));
            using (var client = new Client())
            {
                Checks.Throws<ValidationException>("no plate", () => client.Passport.Get(new PassportGetRequest()));
                Checks.Throws<NotFoundException>("an unknown plate", () => client.Passport.Get(new PassportGetRequest { PlateNumber = "粤B00000" }));
                Checks.Throws<ValidationException>("an unknown endpoint", () => client.CallJson("no.such"));
                Checks.That(client.CallRaw("GET", "/info/areas").Data.StartsWith("[", StringComparison.Ordinal), "a raw call");
                Checks.That(client.CallAsync("info.areas").GetAwaiter().GetResult().Code == "0000", "a tolerant one");
            }
        }

        private static void Logging()
        {
            Checks.In("the log");
            int lines = 0;
            using (var client = new Client())
            {
                Log.Listen((level, line) => Interlocked.Increment(ref lines), LogLevel.Debug);
                client.Info.Areas();
                Collect();
                client.Info.Areas();
                Log.Listen(null);
            }
            Checks.That(lines >= 2, "lines are told");
        }

        private static void Many()
        {
            Checks.In("many calls");
            using (var client = new Client())
            {
                int good = 0;
                for (int round = 0; round < 40; round++)
                {
                    Task<IReadOnlyList<Area>>[] calls = Enumerable.Range(0, 40).Select(index => client.Info.AreasAsync()).ToArray();
                    Collect();
                    foreach (Task<IReadOnlyList<Area>> call in calls)
                    {
                        good += call.GetAwaiter().GetResult().Count == 3 ? 1 : 0;
                    }
                    for (int index = 0; index < 10; index++)
                    {
                        good += client.Info.Areas().Count == 3 ? 1 : 0;
                    }
                    // One that nobody waits for, and a client that nobody disposes.
                    new Client().Info.AreasAsync().ContinueWith(call => call.Exception, TaskContinuationOptions.ExecuteSynchronously);
                }
                Checks.That(good == 40 * 50, good + " of 2000 calls");
            }
            Collect();
        }

        private static void Random()
        {
            Checks.In("cancelling at random");
            var random = new Random(7);
            int good = 0, cancelled = 0, other = 0;
            using (var client = new Client())
            {
                for (int round = 0; round < 30; round++)
                {
                    var calls = new List<Task>();
                    var sources = new List<CancellationTokenSource>();
                    for (int index = 0; index < 30; index++)
                    {
                        var source = new CancellationTokenSource();
                        sources.Add(source);
                        calls.Add(client.Info.AreasAsync(source.Token));
                        source.CancelAfter(random.Next(0, 80));
                    }
                    if (round % 5 == 0)
                    {
                        Collect();
                    }
                    foreach (Task call in calls)
                    {
                        try
                        {
                            call.GetAwaiter().GetResult();
                            good++;
                        }
                        catch (OperationCanceledException)
                        {
                            cancelled++;
                        }
                        catch (Exception exception)
                        {
                            other++;
                            Checks.That(false, exception.ToString());
                        }
                    }
                    sources.ForEach(source => source.Dispose());
                }
            }
            Console.WriteLine("cancelling at random: {0} succeeded, {1} cancelled", good, cancelled);
            Checks.That(good + cancelled == 900 && other == 0 && cancelled > 0 && good > 0, "each call ends once, one way or the other");
        }

        private static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }
}
