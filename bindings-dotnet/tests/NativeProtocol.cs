using System;
using System.Runtime.InteropServices;

namespace WelinkPark.Tests
{
    /// <summary>The protocol functions of libwelinkpark, which only tests need.</summary>
    internal static class NativeProtocol
    {
        private const string Library = "welinkpark";

        [StructLayout(LayoutKind.Sequential)]
        internal struct Coding
        {
            internal UIntPtr StructSize;
            internal IntPtr SecretKey;
            internal IntPtr Key;
            internal int CipherMode;
            internal int Encrypt;
            internal int Zip;
            internal int Reserved;
            internal ulong Iv;
        }

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_string_free(IntPtr text);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_sign(byte[] secret, IntPtr[] names, IntPtr[] values, UIntPtr count, out IntPtr canonical, out IntPtr signature, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_verify(byte[] secret, IntPtr[] names, IntPtr[] values, UIntPtr count, byte[] signature, [MarshalAs(UnmanagedType.I1)] out bool valid, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_form_encode(IntPtr[] names, IntPtr[] values, UIntPtr count, out IntPtr encoded, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_form_parse(byte[] encoded, out IntPtr form, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern UIntPtr wlp_form_len(IntPtr form);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_form_name(IntPtr form, UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_form_value(IntPtr form, UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_form_free(IntPtr form);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_content_encode(ref Coding coding, byte[] plain, out IntPtr content, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_content_decode(ref Coding coding, byte[] content, UIntPtr limit, out IntPtr plain, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_envelope_parse(byte[] body, out IntPtr envelope, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_envelope_code(IntPtr envelope);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_envelope_message(IntPtr envelope);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_envelope_err_code(IntPtr envelope);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern IntPtr wlp_envelope_content(IntPtr envelope);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        [return: MarshalAs(UnmanagedType.I1)]
        internal static extern bool wlp_envelope_encrypt(IntPtr envelope);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        [return: MarshalAs(UnmanagedType.I1)]
        internal static extern bool wlp_envelope_zip(IntPtr envelope);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern void wlp_envelope_free(IntPtr envelope);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_params_encode(byte[] endpoint, byte[] parameters, out IntPtr content, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl)]
        internal static extern int wlp_content_canonical(byte[] endpoint, byte[] content, int strict, out IntPtr json, out IntPtr error);
    }
}
