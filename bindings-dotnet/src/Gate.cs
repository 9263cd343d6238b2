using System;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark
{
    /// <summary>Settings of a gate flow. What is null has its default.</summary>
    public sealed class GateOptions
    {
        /// <summary>
        /// How long the flow may take, all its calls and waits included; 30 s by default. It counts from the first step, and
        /// anew from <see cref="GateFlow.Paid"/>.
        /// </summary>
        public TimeSpan? MaxWait { get; set; }

        /// <summary>Pause between two questions to the platform, varied by a tenth; 2 s by default.</summary>
        public TimeSpan? Interval { get; set; }
    }

    /// <summary>Starts gate flows. Starting sends nothing.</summary>
    public sealed class GateApi
    {
        private readonly Client client;

        internal GateApi(Client client)
        {
            this.client = client;
        }

        /// <summary>A user at an entry lane.</summary>
        public GateFlow Enter(long laneId, string userId, GateOptions options = null)
        {
            return Start(GateKind.Enter, laneId, userId, options);
        }

        /// <summary>A user at an exit lane.</summary>
        public GateFlow Exit(long laneId, string userId, GateOptions options = null)
        {
            return Start(GateKind.Exit, laneId, userId, options);
        }

        /// <summary>A user at a door.</summary>
        public GateFlow Access(long laneId, string userId, GateOptions options = null)
        {
            return Start(GateKind.Access, laneId, userId, options);
        }

        /// <summary>
        /// Goes on with a flow from its <see cref="GateFlow.Token"/>, in its park and with its deadline, also in another process.
        /// The first call is a question: nothing is sent again.
        /// </summary>
        /// <exception cref="ValidationException">The text is no such token.</exception>
        public GateFlow Resume(string token)
        {
            if (token == null)
            {
                throw new ArgumentNullException("token");
            }
            GateHandle flow;
            IntPtr error;
            Client.Check(Native.wlp_gate_resume(client.Handle, Native.Utf8(token), out flow, out error), error);
            return new GateFlow(client, flow);
        }

        private GateFlow Start(GateKind kind, long laneId, string userId, GateOptions options)
        {
            if (userId == null)
            {
                throw new ArgumentNullException("userId");
            }
            options = options ?? new GateOptions();
            var native = new Native.FlowOptions
            {
                StructSize = (UIntPtr)Marshal.SizeOf(typeof(Native.FlowOptions)),
                MaxWait = Client.Milliseconds(options.MaxWait),
                Interval = Client.Milliseconds(options.Interval),
            };
            GateHandle flow;
            IntPtr error;
            Client.Check(Native.wlp_gate_flow_new(client.Handle, (int)kind, laneId, Native.Utf8(userId), ref native, out flow, out error), error);
            return new GateFlow(client, flow);
        }
    }

    /// <summary>One user at one lane, from the scan to the open barrier (document, section 5.7).</summary>
    /// <remarks>
    /// A call that may open the barrier is never sent twice: if its answer is lost, the flow asks the platform, and if that cannot
    /// tell, it ends in <see cref="GatePhase.Unknown"/>. Cancelling a flow ends it with <see cref="GatePhase.Cancelled"/>, not
    /// with an exception, and never ends what the platform has begun. One step at a time: during one only
    /// <see cref="Status"/> and <see cref="Cancel"/> may be used.
    /// </remarks>
    public sealed class GateFlow : IDisposable
    {
        private readonly Client client;
        private readonly GateHandle handle;
        private volatile bool isDisposed;

        internal GateFlow(Client client, GateHandle handle)
        {
            handle.Count();
            this.client = client;
            this.handle = handle;
        }

        /// <summary>What is known now.</summary>
        public GateStatus Status
        {
            get
            {
                IntPtr status, error;
                Client.Check(Native.wlp_gate_flow_status(Open, out status, out error), error);
                return GateStatus.Take(status);
            }
        }

        /// <summary>
        /// The flow as a text for <see cref="GateApi.Resume"/>. It holds no credential, but lane, user and park. A call that is due
        /// counts as sent.
        /// </summary>
        public string Token
        {
            get
            {
                IntPtr token, error;
                Client.Check(Native.wlp_gate_flow_token(Open, out token, out error), error);
                return Native.Take(token, text => text, Native.wlp_string_free);
            }
        }

        /// <summary>Runs until the next change, or until the caller has something to do.</summary>
        /// <exception cref="ApiException">The platform refuses with an error code.</exception>
        public GateStatus Next()
        {
            IntPtr status, error;
            Client.Check(Native.wlp_gate_flow_next(Open, out status, out error), error);
            return GateStatus.Take(status);
        }

        /// <inheritdoc cref="Next"/>
        public async Task<GateStatus> NextAsync(CancellationToken cancellationToken = default(CancellationToken))
        {
            return await Call.Run(Open, client.Closing, cancellationToken, GateStatus.Take, (IntPtr context, out CallHandle call, out IntPtr error) =>
                Native.wlp_gate_flow_next_async(Open, Call.Callback, context, out call, out error)).ConfigureAwait(false);
        }

        /// <summary>
        /// Runs until the caller has something to do or it is over: any phase but <see cref="GatePhase.Ready"/> and
        /// <see cref="GatePhase.Waiting"/>.
        /// </summary>
        /// <param name="onChange">Told every change, in this thread.</param>
        /// <exception cref="ApiException">The platform refuses with an error code.</exception>
        public GateStatus Run(Action<GateStatus> onChange = null)
        {
            for (;;)
            {
                GateStatus status = Next();
                if (onChange != null)
                {
                    onChange(status);
                }
                if (status.Phase != GatePhase.Ready && status.Phase != GatePhase.Waiting)
                {
                    return status;
                }
            }
        }

        /// <summary>As <see cref="Run"/>, without blocking a thread.</summary>
        /// <param name="onChange">Told every change, on a thread of the client; its exception ends the flow and is thrown here.</param>
        /// <param name="cancellationToken">Cancels the flow, which then ends with <see cref="GatePhase.Cancelled"/>.</param>
        public async Task<GateStatus> RunAsync(Action<GateStatus> onChange = null, CancellationToken cancellationToken = default(CancellationToken))
        {
            Exception thrown = null;
            Native.ChangeCallback changed = (context, status) =>
            {
                try
                {
                    if (onChange != null && thrown == null)
                    {
                        onChange(GateStatus.Read(status));
                    }
                }
                catch (Exception exception)
                {
                    // Nothing may be thrown into the native library: the flow ends, and the exception is thrown there.
                    thrown = exception;
                    Native.wlp_gate_flow_cancel(handle);
                }
            };
            GateStatus last = await Call.Run(Open, client.Closing, cancellationToken, GateStatus.Take, (IntPtr context, out CallHandle call, out IntPtr error) =>
                Native.wlp_gate_flow_run_async(Open, changed, Call.Callback, context, out call, out error)).ConfigureAwait(false);
            GC.KeepAlive(changed);
            if (thrown != null)
            {
                ExceptionDispatchInfo.Capture(thrown).Throw();
            }
            return last;
        }

        /// <summary>
        /// Goes on after <see cref="GatePhase.Payment"/>, or with a flow resumed from there: the bill has been paid and reported to
        /// the platform (<c>Pay.PayTmpRentBill</c>). The time for the flow begins anew. It sends nothing.
        /// </summary>
        public void Paid()
        {
            IntPtr error;
            Client.Check(Native.wlp_gate_flow_paid(Open, out error), error);
        }

        /// <summary>
        /// Goes on after <see cref="GatePhase.TimedOut"/> or <see cref="GatePhase.Cancelled"/>. Never sends again what may have been
        /// sent.
        /// </summary>
        public void Extend(TimeSpan maxWait)
        {
            IntPtr error;
            Client.Check(Native.wlp_gate_flow_extend(Open, (long)maxWait.TotalMilliseconds, out error), error);
        }

        /// <summary>Ends the flow, from any thread and at any moment.</summary>
        public void Cancel()
        {
            Native.wlp_gate_flow_cancel(Open);
        }

        /// <summary>Cancels the flow and lets go of it.</summary>
        public void Dispose()
        {
            if (!isDisposed)
            {
                isDisposed = true;
                Native.wlp_gate_flow_cancel(handle);
                handle.Dispose();
            }
        }

        // A handle that is disposed of stays open as long as a step uses it.
        private GateHandle Open
        {
            get
            {
                if (isDisposed)
                {
                    throw new ObjectDisposedException("GateFlow");
                }
                return handle;
            }
        }
    }
}
