using System;

namespace WelinkPark
{
    /// <summary>The answer of a call without types.</summary>
    public sealed class Response
    {
        private Response()
        {
        }

        /// <summary>Canonical JSON; of a raw call the decrypted content as it came.</summary>
        public string Data { get; private set; }

        /// <summary>Decrypted content, as the platform wrote it; empty if there was none.</summary>
        public string Content { get; private set; }

        /// <summary>The code: <c>0000</c>, or <c>0009</c> for a list without records.</summary>
        public string Code { get; private set; }

        /// <summary>The platform's message.</summary>
        public string Message { get; private set; }

        /// <summary>Business detail such as <c>NoBill</c>, which may come with success, too; null if there is none.</summary>
        public string ErrCode { get; private set; }

        /// <summary>How many requests it took.</summary>
        public int Attempts { get; private set; }

        /// <summary>Nonce of the request that was answered.</summary>
        public long Nonce { get; private set; }

        /// <summary>Timestamp of the request that was answered, in the client's unit (seconds by default).</summary>
        public long Timestamp { get; private set; }

        /// <summary>Copies the data of an answer of the native library, which is freed: all that typed calls need.</summary>
        internal static Response TakeData(IntPtr answer)
        {
            try
            {
                return new Response { Data = Native.Text(Native.wlp_text_answer_value(answer)) };
            }
            finally
            {
                Native.wlp_text_answer_free(answer);
            }
        }

        /// <summary>Copies an answer of the native library, which is freed.</summary>
        internal static Response Take(IntPtr answer)
        {
            try
            {
                IntPtr response = Native.wlp_text_answer_response(answer);
                return new Response
                {
                    Data = Native.Text(Native.wlp_text_answer_value(answer)),
                    Content = Native.Text(Native.wlp_response_content(response)),
                    Code = Native.Text(Native.wlp_response_code(response)),
                    Message = Native.Text(Native.wlp_response_message(response)),
                    ErrCode = Native.Text(Native.wlp_response_err_code(response)),
                    Attempts = (int)Native.wlp_response_attempts(response),
                    Nonce = Native.wlp_response_nonce(response),
                    Timestamp = Native.wlp_response_timestamp(response),
                };
            }
            finally
            {
                Native.wlp_text_answer_free(answer);
            }
        }
    }
}
