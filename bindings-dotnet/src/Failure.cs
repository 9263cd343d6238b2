using System;
using System.Collections.Generic;
using System.Threading;

namespace WelinkPark
{
    /// <summary>Makes exceptions of the library's errors.</summary>
    internal static class Failure
    {
        /// <summary>The exception for an error, which is freed.</summary>
        internal static Exception Take(IntPtr error, CancellationToken token = default(CancellationToken))
        {
            try
            {
                return Read(error, token);
            }
            finally
            {
                Native.wlp_error_free(error);
            }
        }

        private static Exception Read(IntPtr error, CancellationToken token)
        {
            string message = Native.Text(Native.wlp_error_message(error));
            var context = new ErrorContext
            {
                Endpoint = Native.Text(Native.wlp_error_endpoint(error)),
                Attempts = (int)Native.wlp_error_attempts(error),
                Nonce = Native.wlp_error_nonce(error).Get(),
                Timestamp = Native.wlp_error_timestamp(error).Get(),
                Retryable = Native.wlp_error_retryable(error),
                Sent = (Sent)Native.wlp_error_sent(error),
                Report = Native.Text(Native.wlp_error_report(error)),
            };
            switch (Native.wlp_error_status(error))
            {
                case 1:
                    return new ConfigException(message, context);
                case 2:
                    return new ValidationException(message, context)
                    {
                        Field = Native.Text(Native.wlp_error_field(error)),
                        Rule = Native.Text(Native.wlp_error_rule(error)),
                    };
                case 3:
                    return new TransportException(message, context) { Kind = Native.Text(Native.wlp_error_transport(error)) };
                case 4:
                    return new HttpException(message, context)
                    {
                        StatusCode = Native.wlp_error_http_status(error),
                        RetryAfter = Seconds(Native.wlp_error_retry_after(error)),
                        Body = Native.Text(Native.wlp_error_body(error)),
                    };
                case 5:
                    return new DecodeException(message, context)
                    {
                        Stage = Native.Text(Native.wlp_error_stage(error)),
                        Path = Native.Text(Native.wlp_error_path(error)),
                        Content = Native.Text(Native.wlp_error_content(error)),
                    };
                case 6:
                    return Refusal(error, message, context);
                case 7:
                    return new CallCanceledException(message, context, token);
                case 8:
                case 9:
                    return new InternalException(message, context);
                default:
                    return new InternalException("the native library is newer than this one: " + message, context);
            }
        }

        private static ApiException Refusal(IntPtr error, string message, ErrorContext context)
        {
            var kind = (ApiKind)Native.wlp_error_api_kind(error);
            ApiException refusal = kind == ApiKind.NotFound ? new NotFoundException(message, context) : new ApiException(message, context);
            refusal.Kind = kind;
            refusal.Code = Native.Text(Native.wlp_error_code(error));
            refusal.ApiMessage = Native.Text(Native.wlp_error_api_message(error));
            refusal.ErrCode = Native.Text(Native.wlp_error_err_code(error));
            refusal.Content = Native.Text(Native.wlp_error_content(error));
            refusal.Canonical = Native.Text(Native.wlp_error_canonical(error));
            refusal.ClockOffset = Seconds(Native.wlp_error_clock_offset(error));
            refusal.Findings = Findings(error);
            return refusal;
        }

        private static IReadOnlyList<Finding> Findings(IntPtr error)
        {
            var findings = new List<Finding>();
            for (ulong index = 0; index < (ulong)Native.wlp_error_findings_len(error); index++)
            {
                string message = Native.Text(Native.wlp_error_finding_message_at(error, (UIntPtr)index));
                findings.Add(new Finding(Native.Text(Native.wlp_error_finding_code_at(error, (UIntPtr)index)), message));
            }
            return findings.AsReadOnly();
        }

        private static TimeSpan? Seconds(Native.Optional seconds)
        {
            return seconds.Given == 0 ? (TimeSpan?)null : TimeSpan.FromSeconds(seconds.Value);
        }
    }
}
