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
        internal static readonly Native.WindowCallback WindowCallback = WindowEnded;

        private readonly TaskCompletionSource<object> source =
            new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly CancellationToken token;

        // Makes an object of the answer, which is freed.
        private readonly Func<IntPtr, object> take;

        // Keeps the client, flow or walk alive as long as the call, and no longer: a collector that reads stacks
        // conservatively may see the call itself for ever on that of its client's callback thread.
        private SafeHandle owner;
        private bool ownerHeld;

        private Call(SafeHandle owner, CancellationToken token, Func<IntPtr, object> take)
        {
            this.owner = owner;
            this.token = token;
            this.take = take;
        }

        internal delegate int Starter(IntPtr context, out CallHandle call, out IntPtr error);

        internal static async Task<T> Run<T>(SafeHandle owner, CancellationToken closing, CancellationToken token, Func<IntPtr, T> take, Starter start)
            where T : class
        {
            var call = new Call(owner, token, take);
            CallHandle handle = call.Start(start);
            using (handle)
            using (token.Register(() => Native.wlp_call_cancel(handle)))
            using (closing.Register(() => Native.wlp_call_cancel(handle)))
            {
                return (T)await call.source.Task.ConfigureAwait(false);
            }
        }

        private CallHandle Start(Starter start)
        {
            GCHandle self = GCHandle.Alloc(this);
            bool started = false;
            try
            {
                owner.DangerousAddRef(ref ownerHeld);
                CallHandle handle;
                IntPtr error;
                if (start(GCHandle.ToIntPtr(self), out handle, out error) != Native.Ok)
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
            Conclude(context, status, error, call => call.take(answer));
        }

        private static void WindowEnded(IntPtr context, int status, long start, long end, IntPtr list, IntPtr error)
        {
            Conclude(context, status, error, call => list == IntPtr.Zero ? null : new NativeWindow(start, end, (string)call.take(list)));
        }

        private static void Conclude(IntPtr context, int status, IntPtr error, Func<Call, object> made)
        {
            GCHandle self = GCHandle.FromIntPtr(context);
            var call = (Call)self.Target;
            object answer = null;
            Exception failure = null;
            try
            {
                if (status == Native.Ok)
                {
                    answer = made(call);
                }
                else
                {
                    failure = Failure.Take(error, call.token);
                }
            }
            catch (Exception exception)
            {
                // Nothing may be thrown into the native library.
                failure = exception;
            }
            // Before anyone goes on: who has disposed of the owner finds it closed then.
            call.Release(self);
            if (failure == null)
            {
                call.source.TrySetResult(answer);
            }
            else
            {
                call.source.TrySetException(failure);
            }
        }

        private void Release(GCHandle self)
        {
            SafeHandle held = owner;
            owner = null;
            if (ownerHeld)
            {
                ownerHeld = false;
                held.DangerousRelease();
            }
            self.Free();
        }
    }
}
