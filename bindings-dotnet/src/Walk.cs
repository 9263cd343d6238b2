using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark
{
    /// <summary>How a list is walked page by page. What is null has its default.</summary>
    public sealed class PageOptions
    {
        /// <summary>
        /// Records per page; the request's <c>Length</c> by default, or 100. Ask for no more than the platform gives: a short page
        /// is the last one.
        /// </summary>
        public int? PageSize { get; set; }

        /// <summary>At most so many records.</summary>
        public long? Limit { get; set; }

        /// <summary>Whether the next page is fetched while the caller works on this one; true by default.</summary>
        public bool? Prefetch { get; set; }
    }

    /// <summary>How a time range is walked window by window. What is null has its default.</summary>
    public sealed class WindowOptions
    {
        /// <summary>Records per page; the request's <c>Length</c> by default, or 100.</summary>
        public int? PageSize { get; set; }

        /// <summary>So many windows are fetched at once; 4 by default.</summary>
        public int? Concurrent { get; set; }
    }

    /// <summary>The pages of a list query. Every enumeration is a walk of its own, and fetches as it goes.</summary>
    public sealed class Pages<T> : IEnumerable<IReadOnlyList<T>>
    {
        private readonly Client client;
        private readonly byte[] endpoint;
        private readonly byte[] parameters;
        private readonly PageOptions options;
        private readonly Func<Json, T> read;

        internal Pages(Client client, string endpoint, string parameters, PageOptions options, Func<Json, T> read)
        {
            this.client = client;
            this.endpoint = Native.Utf8(endpoint);
            this.parameters = Native.Utf8(parameters);
            this.options = options ?? new PageOptions();
            this.read = read;
        }

        /// <summary>The same list record by record.</summary>
        public Records<T> Records
        {
            get { return new Records<T>(this); }
        }

        /// <inheritdoc/>
        public IEnumerator<IReadOnlyList<T>> GetEnumerator()
        {
            using (PagesHandle walk = Open())
            {
                for (;;)
                {
                    IntPtr list, error;
                    Client.Check(Native.wlp_json_pages_next(walk, out list, out error), error);
                    if (list == IntPtr.Zero)
                    {
                        yield break;
                    }
                    yield return Json.Parse(Native.TakeText(list)).List(read);
                }
            }
        }

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }

        /// <summary>A walk without blocking a thread, page by page; C# 8 calls it for <c>await foreach</c>.</summary>
        public AsyncCursor<IReadOnlyList<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default(CancellationToken))
        {
            return Cursor(page => new[] { page }, cancellationToken);
        }

        internal AsyncCursor<TItem> Cursor<TItem>(Func<IReadOnlyList<T>, IReadOnlyList<TItem>> items, CancellationToken token)
        {
            PagesHandle walk = Open();
            return new AsyncCursor<TItem>(client, walk, token, async ended =>
            {
                string page = await Call.Run(walk, client.Closing, ended, Native.TakeText, (IntPtr context, out CallHandle call, out IntPtr error) =>
                    Native.wlp_json_pages_next_async(walk, Call.Callback, context, out call, out error)).ConfigureAwait(false);
                return page == null ? null : items(Json.Parse(page).List(read));
            });
        }

        private PagesHandle Open()
        {
            var native = new Native.PagesOptions
            {
                StructSize = (UIntPtr)Marshal.SizeOf(typeof(Native.PagesOptions)),
                PageSize = Native.Optional.Of(options.PageSize),
                Limit = Native.Optional.Of(options.Limit),
                Prefetch = Client.Flag(options.Prefetch),
            };
            PagesHandle walk;
            IntPtr error;
            Client.Check(Native.wlp_pages_json(client.Handle, endpoint, parameters, ref native, out walk, out error), error);
            walk.Count();
            return walk;
        }
    }

    /// <summary>The records of a list query. Every enumeration is a walk of its own, and fetches as it goes.</summary>
    public sealed class Records<T> : IEnumerable<T>
    {
        private readonly Pages<T> pages;

        internal Records(Pages<T> pages)
        {
            this.pages = pages;
        }

        /// <inheritdoc/>
        public IEnumerator<T> GetEnumerator()
        {
            foreach (IReadOnlyList<T> page in pages)
            {
                foreach (T record in page)
                {
                    yield return record;
                }
            }
        }

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }

        /// <summary>A walk without blocking a thread, record by record; C# 8 calls it for <c>await foreach</c>.</summary>
        public AsyncCursor<T> GetAsyncEnumerator(CancellationToken cancellationToken = default(CancellationToken))
        {
            return pages.Cursor(page => page, cancellationToken);
        }
    }

    /// <summary>The records of one window of a time range.</summary>
    public sealed class Window<T>
    {
        internal Window(NativeWindow window, Func<Json, T> read)
        {
            From = China(window.Start);
            To = China(window.End);
            Records = Json.Parse(window.Records).List(read);
        }

        /// <summary>Its first second; for queries by date, 00:00:00 of its first day.</summary>
        public DateTimeOffset From { get; }

        /// <summary>Its last second; for queries by date, 23:59:59 of its last day.</summary>
        public DateTimeOffset To { get; }

        /// <summary>Its records, in the platform's order.</summary>
        public IReadOnlyList<T> Records { get; }

        private static DateTimeOffset China(long unixSeconds)
        {
            return DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToOffset(TimeSpan.FromHours(8));
        }
    }

    /// <summary>
    /// A time range cut into windows, the earliest first, several of which are fetched at once. Every enumeration is a walk of its
    /// own.
    /// </summary>
    public sealed class Windows<T> : IEnumerable<Window<T>>
    {
        private readonly Client client;
        private readonly byte[] endpoint;
        private readonly byte[] parameters;
        private readonly TimeSpan width;
        private readonly WindowOptions options;
        private readonly Func<Json, T> read;

        internal Windows(Client client, string endpoint, string parameters, TimeSpan width, WindowOptions options, Func<Json, T> read)
        {
            this.client = client;
            this.endpoint = Native.Utf8(endpoint);
            this.parameters = Native.Utf8(parameters);
            this.width = width;
            this.options = options ?? new WindowOptions();
            this.read = read;
        }

        /// <inheritdoc/>
        public IEnumerator<Window<T>> GetEnumerator()
        {
            using (WindowsHandle walk = Open())
            {
                for (;;)
                {
                    long start, end;
                    IntPtr list, error;
                    Client.Check(Native.wlp_json_windows_next(walk, out start, out end, out list, out error), error);
                    if (list == IntPtr.Zero)
                    {
                        yield break;
                    }
                    yield return new Window<T>(new NativeWindow(start, end, Native.TakeText(list)), read);
                }
            }
        }

        /// <inheritdoc/>
        IEnumerator IEnumerable.GetEnumerator()
        {
            return GetEnumerator();
        }

        /// <summary>A walk without blocking a thread, window by window; C# 8 calls it for <c>await foreach</c>.</summary>
        public AsyncCursor<Window<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default(CancellationToken))
        {
            WindowsHandle walk = Open();
            return new AsyncCursor<Window<T>>(client, walk, cancellationToken, async ended =>
            {
                object window = await Call.Run<object>(walk, client.Closing, ended, Native.TakeText, (IntPtr context, out CallHandle call, out IntPtr error) =>
                    Native.wlp_json_windows_next_async(walk, Call.WindowCallback, context, out call, out error)).ConfigureAwait(false);
                return window == null ? null : new[] { new Window<T>((NativeWindow)window, read) };
            });
        }

        private WindowsHandle Open()
        {
            var native = new Native.WindowsOptions
            {
                StructSize = (UIntPtr)Marshal.SizeOf(typeof(Native.WindowsOptions)),
                PageSize = Native.Optional.Of(options.PageSize),
                Concurrent = Native.Optional.Of(options.Concurrent),
            };
            WindowsHandle walk;
            IntPtr error;
            Client.Check(Native.wlp_windows_json(client.Handle, endpoint, parameters, (long)width.TotalSeconds, ref native, out walk, out error), error);
            walk.Count();
            return walk;
        }
    }

    /// <summary>
    /// A walk without blocking a thread: what <c>IAsyncEnumerator</c> is in newer frameworks, and enough for <c>await foreach</c>
    /// of C# 8. One step at a time.
    /// </summary>
    public sealed class AsyncCursor<T> : IDisposable
    {
        private readonly SafeHandle walk;
        private readonly Func<CancellationToken, Task<IReadOnlyList<T>>> fetch;
        private readonly CancellationTokenSource ended;
        private IReadOnlyList<T> items = new T[0];
        private int at = -1;
        private bool isOver;

        internal AsyncCursor(Client client, SafeHandle walk, CancellationToken token, Func<CancellationToken, Task<IReadOnlyList<T>>> fetch)
        {
            this.walk = walk;
            this.fetch = fetch;
            ended = CancellationTokenSource.CreateLinkedTokenSource(token, client.Closing);
        }

        /// <summary>What the walk stands at.</summary>
        public T Current
        {
            get { return items[at]; }
        }

        /// <summary>Goes to the next item; false after the last one and after an exception.</summary>
        public async Task<bool> MoveNextAsync()
        {
            while (at + 1 >= items.Count)
            {
                if (isOver)
                {
                    return false;
                }
                IReadOnlyList<T> next = null;
                try
                {
                    next = await fetch(ended.Token).ConfigureAwait(false);
                }
                finally
                {
                    isOver = next == null;
                }
                items = next ?? new T[0];
                at = -1;
            }
            at++;
            return true;
        }

        /// <summary>Ends the walk, also during a step.</summary>
        public void Dispose()
        {
            if (!walk.IsClosed)
            {
                isOver = true;
                ended.Cancel();
                ended.Dispose();
                walk.Dispose();
            }
        }

        /// <summary>As <see cref="Dispose"/>, for <c>await foreach</c>.</summary>
        public Task DisposeAsync()
        {
            Dispose();
            return Task.FromResult(true);
        }
    }
}
