using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark.Tests
{
    /// <summary>Steps that walk through lists and ask about lost answers.</summary>
    internal sealed partial class Cases
    {
        private void Walk(Client client, Json step)
        {
            var items = new List<string>();
            string failure = null;
            try
            {
                object walk = Opened(client, step);
                if (walk is IEnumerable && !asynchronous)
                {
                    foreach (object item in (IEnumerable)walk)
                    {
                        items.Add(Typed.Canonical(item));
                    }
                }
                else
                {
                    FollowAsync(walk, items).GetAwaiter().GetResult();
                }
            }
            catch (Exception exception) when (exception is WelinkParkException || exception is CallCanceledException)
            {
                failure = Describe(exception);
            }
            string came = "[" + string.Join(",", items.ToArray()) + "]";
            Judge(step, "expect", came);
            outcome.Json(came);
            Checks.That((failure == null) == (step.Find("error") == null), "the walk ends as the step says: " + failure);
            if (failure != null)
            {
                Judge(step, "error", failure);
                outcome.Json(failure);
            }
        }

        private object Opened(Client client, Json step)
        {
            string endpoint = step.Text("walk"), by = step.Text("by");
            string parameters = step.Find("params") == null ? "{}" : Resolved(step.Find("params"));
            Request request;
            Checks.That(Typed.TryFill(endpoint, Json.Parse(parameters), out request), "the request class carries the parameters");
            var pages = new PageOptions
            {
                PageSize = (int?)step.IntOrNull("page_size"),
                Limit = step.IntOrNull("limit"),
                Prefetch = step.FlagOrNull("prefetch"),
            };
            Func<Json, string> raw = json => json.Raw;
            if (by == "windows")
            {
                TimeSpan width = TimeSpan.FromSeconds(step.Int("window_seconds"));
                var windows = new WindowOptions { PageSize = pages.PageSize, Concurrent = (int?)step.IntOrNull("concurrent") };
                return Typed.Walk(client, endpoint, "Windows", request, width, windows)
                    ?? new Windows<string>(client, endpoint, parameters, width, windows, raw);
            }
            object walk = Typed.Walk(client, endpoint, "Pages", request, pages) ?? new Pages<string>(client, endpoint, parameters, pages, raw);
            return by == "records" ? walk.GetType().GetProperty("Records").GetValue(walk, null) : walk;
        }

        /// <summary>What <c>await foreach</c> does, for a type that is known at run time.</summary>
        private static async Task FollowAsync(object walk, List<string> items)
        {
            object cursor = Unwrapped(() => walk.GetType().GetMethod("GetAsyncEnumerator").Invoke(walk, new object[] { CancellationToken.None }));
            MethodInfo move = cursor.GetType().GetMethod("MoveNextAsync");
            PropertyInfo current = cursor.GetType().GetProperty("Current");
            using ((IDisposable)cursor)
            {
                try
                {
                    while (await (Task<bool>)move.Invoke(cursor, null))
                    {
                        items.Add(Typed.Canonical(current.GetValue(cursor, null)));
                    }
                }
                finally
                {
                    bool more = await (Task<bool>)move.Invoke(cursor, null);
                    Checks.That(!more, "nothing comes after the end");
                }
            }
        }

        private void Ask(Client client, Json step)
        {
            string write = step.Text("ask"), request = Resolved(step.Find("request"));
            string failure = null;
            try
            {
                Verdict verdict = asynchronous
                    ? client.Reconcile.CheckAsync(write, request).GetAwaiter().GetResult()
                    : AskTyped(client.Reconcile, write, Json.Parse(request)) ?? client.Reconcile.Check(write, request);
                Judge(step, "expect", verdict.ToString());
                outcome.Json(verdict.ToString());
            }
            catch (Exception exception) when (exception is WelinkParkException || exception is CallCanceledException)
            {
                failure = Describe(exception);
            }
            Checks.That((failure == null) == (step.Find("error") == null), "the question ends as the step says: " + failure);
            if (failure != null)
            {
                Judge(step, "error", failure);
                outcome.Json(failure);
            }
        }

        /// <summary>The verdict of the typed question; null if it cannot carry the request.</summary>
        private static Verdict AskTyped(ReconcileApi reconcile, string write, Json request)
        {
            string name = string.Concat(write.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)).ToArray());
            if (write == "vehicle_let_in")
            {
                return reconcile.VehicleLetIn(request.Id("laneId"), request.Text("userId"), request.Text("license"), request.Time("since"));
            }
            MethodInfo method = typeof(ReconcileApi).GetMethod(name);
            DateTimeOffset? since = request.TimeOrNull("since");
            request.Members.RemoveAll(member => member.Key == "since");
            object filled;
            if (!Typed.TryConvert(request, method.GetParameters()[0].ParameterType, out filled))
            {
                Checks.That(request.Find("bill") != null, "the request class of " + write + " carries the request");
                return null;
            }
            object[] arguments = since == null ? new[] { filled } : new[] { filled, since.Value };
            return (Verdict)Unwrapped(() => method.Invoke(reconcile, arguments));
        }

        private static object Unwrapped(Func<object> call)
        {
            try
            {
                return call();
            }
            catch (TargetInvocationException exception)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception.InnerException).Throw();
                throw;
            }
        }
    }
}
