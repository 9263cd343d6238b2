using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark
{
    /// <summary>An asynchronous call on its way.</summary>
    internal sealed class Call
    {
        // Held for ever: the native library keeps no reference that the garbage collector sees.
        internal static readonly Native.AnswerCallback Callback = Ended;

        private readonly TaskCompletionSource<Response> source =
            new TaskCompletionSource<Response>(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly CancellationToken token;
        private readonly Func<IntPtr, Response> take;

        // Keeps the client alive as long as the call.
        private readonly ClientHandle client;
        private bool clientHeld;

        private Call(ClientHandle client, CancellationToken token, Func<IntPtr, Response> take)
        {
            this.client = client;
            this.token = token;
            this.take = take;
        }

        internal delegate int Starter(ClientHandle client, Native.AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        internal static async Task<Response> Run(ClientHandle client, CancellationToken closing, CancellationToken token, Func<IntPtr, Response> take, Starter start)
        {
            token.ThrowIfCancellationRequested();
            var call = new Call(client, token, take);
            CallHandle handle = call.Start(start);
            using (handle)
            using (token.Register(() => Native.wlp_call_cancel(handle)))
            using (closing.Register(() => Native.wlp_call_cancel(handle)))
            {
                return await call.source.Task.ConfigureAwait(false);
            }
        }

        private CallHandle Start(Starter start)
        {
            GCHandle self = GCHandle.Alloc(this);
            bool started = false;
            try
            {
                client.DangerousAddRef(ref clientHeld);
                CallHandle handle;
                IntPtr error;
                if (start(client, Callback, GCHandle.ToIntPtr(self), out handle, out error) != Native.Ok)
                {
                    throw Failure.Take(error);
                }
                started = true;
                return handle.Counted();
            }
            finally
            {
                if (!started)
                {
                    Release(self);
                }
            }
        }

        private static void Ended(IntPtr context, int status, IntPtr answer, IntPtr error)
        {
            GCHandle self = GCHandle.FromIntPtr(context);
            var call = (Call)self.Target;
            try
            {
                if (status == Native.Ok)
                {
                    call.source.TrySetResult(call.take(answer));
                }
                else
                {
                    call.source.TrySetException(Failure.Take(error, call.token));
                }
            }
            catch (Exception exception)
            {
                // Nothing may be thrown into the native library.
                call.source.TrySetException(exception);
            }
            finally
            {
                call.Release(self);
            }
        }

        private void Release(GCHandle self)
        {
            if (clientHeld)
            {
                clientHeld = false;
                client.DangerousRelease();
            }
            self.Free();
        }
    }
}
