using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace WelinkPark
{
    /// <summary>What flows and walks use of libwelinkpark.</summary>
    internal static partial class Native
    {
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void WindowCallback(IntPtr context, int status, long start, long end, IntPtr list, IntPtr error);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        internal delegate void ChangeCallback(IntPtr context, IntPtr status);

        [StructLayout(LayoutKind.Sequential)]
        internal struct FlowOptions
        {
            internal UIntPtr StructSize;
            internal Optional MaxWait;
            internal Optional Interval;
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct PagesOptions
        {
            internal UIntPtr StructSize;
            internal Optional PageSize;
            internal Optional Limit;
            internal Optional Prefetch;
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct WindowsOptions
        {
            internal UIntPtr StructSize;
            internal Optional PageSize;
            internal Optional Concurrent;
        }

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_new(ClientHandle client, int kind, long laneId, byte[] userId, ref FlowOptions options, out GateHandle flow, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_resume(ClientHandle client, byte[] token, out GateHandle flow, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_next(GateHandle flow, out IntPtr status, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_next_async(GateHandle flow, AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_run_async(GateHandle flow, ChangeCallback changed, AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_status(GateHandle flow, out IntPtr status, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_paid(GateHandle flow, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_extend(GateHandle flow, long maxWait, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_gate_flow_token(GateHandle flow, out IntPtr token, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_gate_flow_cancel(GateHandle flow);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_gate_flow_free(IntPtr flow);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_gate_status_json(IntPtr status);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_gate_status_free(IntPtr status);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_string_free(IntPtr text);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_pages_json(ClientHandle client, byte[] endpoint, byte[] parameters, ref PagesOptions options, out PagesHandle pages, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_json_pages_next(PagesHandle pages, out IntPtr list, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_json_pages_next_async(PagesHandle pages, AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_json_pages_free(IntPtr pages);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_windows_json(ClientHandle client, byte[] endpoint, byte[] parameters, long windowSeconds, ref WindowsOptions options, out WindowsHandle windows, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_json_windows_next(WindowsHandle windows, out long start, out long end, out IntPtr list, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_json_windows_next_async(WindowsHandle windows, WindowCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_json_windows_free(IntPtr windows);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_reconcile(ClientHandle client, byte[] write, byte[] request, out IntPtr verdict, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_reconcile_async(ClientHandle client, byte[] write, byte[] request, AnswerCallback callback, IntPtr context, out CallHandle call, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_verdict_json(IntPtr verdict);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_verdict_free(IntPtr verdict);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_explain(byte[] text, byte[] secretKey, Optional at, int encoding, out IntPtr explanation, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_explanation_json(IntPtr explanation);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_explanation_free(IntPtr explanation);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern UIntPtr wlp_error_findings_len(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_finding_code_at(IntPtr error, UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_error_finding_message_at(IntPtr error, UIntPtr index);

        /// <summary>The text of an object, which is freed; null for no object.</summary>
        internal static string Take(IntPtr made, Func<IntPtr, IntPtr> read, Action<IntPtr> free)
        {
            if (made == IntPtr.Zero)
            {
                return null;
            }
            try
            {
                return Text(read(made));
            }
            finally
            {
                free(made);
            }
        }

        /// <summary>The text of a <c>wlp_text_answer</c>, which is freed; null for none.</summary>
        internal static string TakeText(IntPtr answer)
        {
            return Take(answer, wlp_text_answer_value, wlp_text_answer_free);
        }
    }

    /// <summary>A window as the native library gives it.</summary>
    internal sealed class NativeWindow
    {
        internal NativeWindow(long start, long end, string records)
        {
            Start = start;
            End = end;
            Records = records;
        }

        internal long Start { get; }

        internal long End { get; }

        internal string Records { get; }
    }

    /// <summary>A native flow or walk. Freed when the last step of it has ended.</summary>
    internal abstract class StepsHandle : SafeHandle
    {
        private static int living;

        protected StepsHandle()
            : base(IntPtr.Zero, true)
        {
        }

        /// <summary>How many there are, for tests.</summary>
        internal static int Living
        {
            get { return Volatile.Read(ref living); }
        }

        public override bool IsInvalid
        {
            get { return handle == IntPtr.Zero; }
        }

        internal void Count()
        {
            Interlocked.Increment(ref living);
        }

        protected override bool ReleaseHandle()
        {
            Free(handle);
            Interlocked.Decrement(ref living);
            return true;
        }

        protected abstract void Free(IntPtr steps);
    }

    /// <summary>A <c>wlp_gate_flow</c>.</summary>
    internal sealed class GateHandle : StepsHandle
    {
        private GateHandle()
        {
        }

        protected override void Free(IntPtr steps)
        {
            Native.wlp_gate_flow_free(steps);
        }
    }

    /// <summary>A <c>wlp_json_pages</c>.</summary>
    internal sealed class PagesHandle : StepsHandle
    {
        private PagesHandle()
        {
        }

        protected override void Free(IntPtr steps)
        {
            Native.wlp_json_pages_free(steps);
        }
    }

    /// <summary>A <c>wlp_json_windows</c>.</summary>
    internal sealed class WindowsHandle : StepsHandle
    {
        private WindowsHandle()
        {
        }

        protected override void Free(IntPtr steps)
        {
            Native.wlp_json_windows_free(steps);
        }
    }
}
