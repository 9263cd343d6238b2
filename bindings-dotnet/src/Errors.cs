using System;
using System.Collections.Generic;

namespace WelinkPark
{
    /// <summary>Whether the platform may have received a request.</summary>
    public enum Sent
    {
        /// <summary>Not a byte of it left this machine.</summary>
        No = 0,

        /// <summary>The platform answered it.</summary>
        Yes = 1,

        /// <summary>It may have arrived: ask the platform before doing it again.</summary>
        Unknown = 2,
    }

    /// <summary>Meaning of the platform's codes (document, chapter 6).</summary>
    public enum ApiKind
    {
        /// <summary>0001: a parameter is missing or malformed.</summary>
        InvalidParameter = 1,

        /// <summary>0002: the AppId is not registered.</summary>
        UnknownAppId = 2,

        /// <summary>0003: the signature, time or nonce was not accepted.</summary>
        AuthenticationFailed = 3,

        /// <summary>0004: the AppId may not use this park.</summary>
        ParkNotAuthorized = 4,

        /// <summary>0005: the AppId may not use this endpoint.</summary>
        EndpointNotAuthorized = 5,

        /// <summary>0006: system error or operation failed.</summary>
        SystemError = 6,

        /// <summary>0009: no record.</summary>
        NotFound = 9,

        /// <summary>Any other code.</summary>
        Other = 99,
    }

    /// <summary>What is known about the request that an exception belongs to.</summary>
    public sealed class ErrorContext
    {
        internal ErrorContext()
        {
        }

        /// <summary>The endpoint's name such as <c>passport.get</c>, or the path of a raw call; null if there was none.</summary>
        public string Endpoint { get; internal set; }

        /// <summary>How many requests were started; 0 if the call never got that far.</summary>
        public int Attempts { get; internal set; }

        /// <summary>Nonce of the last request.</summary>
        public long? Nonce { get; internal set; }

        /// <summary>Timestamp of the last request, in the client's unit (seconds by default).</summary>
        public long? Timestamp { get; internal set; }

        /// <summary>Whether the same call may be made again without harm and with hope.</summary>
        public bool Retryable { get; internal set; }

        /// <summary>Whether the platform may have received the request.</summary>
        public Sent Sent { get; internal set; }

        /// <summary>The whole story in several lines, for a person.</summary>
        public string Report { get; internal set; }
    }

    /// <summary>Why a call failed. Its message is one line for a log; <see cref="Context"/> has the rest.</summary>
    public abstract class WelinkParkException : Exception
    {
        internal WelinkParkException(string message, ErrorContext context)
            : base(message)
        {
            Context = context;
        }

        /// <summary>What is known about the request.</summary>
        public ErrorContext Context { get; }

        /// <summary>Whether the platform may have received the request.</summary>
        public Sent Sent
        {
            get { return Context.Sent; }
        }

        /// <summary>Whether the same call may be made again without harm and with hope.</summary>
        public bool Retryable
        {
            get { return Context.Retryable; }
        }
    }

    /// <summary>The client is configured wrongly, or used where it cannot work.</summary>
    public sealed class ConfigException : WelinkParkException
    {
        internal ConfigException(string message, ErrorContext context)
            : base(message, context)
        {
        }
    }

    /// <summary>An argument was refused before anything was sent.</summary>
    public sealed class ValidationException : WelinkParkException
    {
        internal ValidationException(string message, ErrorContext context)
            : base(message, context)
        {
        }

        /// <summary>Wire name of the field, dotted where it is nested; the first one where the rule spans several.</summary>
        public string Field { get; internal set; }

        /// <summary>The broken rule: <c>required</c>, <c>one-of</c>, <c>type</c> or <c>unknown</c>.</summary>
        public string Rule { get; internal set; }
    }

    /// <summary>The connection failed; <see cref="WelinkParkException.Sent"/> says whether the request may have arrived.</summary>
    public sealed class TransportException : WelinkParkException
    {
        internal TransportException(string message, ErrorContext context)
            : base(message, context)
        {
        }

        /// <summary><c>timeout</c>, <c>connect</c>, <c>tls</c>, <c>interrupted</c> or <c>too-large</c>.</summary>
        public string Kind { get; internal set; }

        /// <summary>A time limit was reached.</summary>
        public bool IsTimeout
        {
            get { return Kind == "timeout"; }
        }
    }

    /// <summary>The server answered with an HTTP status other than 2xx.</summary>
    public sealed class HttpException : WelinkParkException
    {
        internal HttpException(string message, ErrorContext context)
            : base(message, context)
        {
        }

        /// <summary>The status.</summary>
        public int StatusCode { get; internal set; }

        /// <summary>The <c>Retry-After</c> header, if there was one.</summary>
        public TimeSpan? RetryAfter { get; internal set; }

        /// <summary>The beginning of the body.</summary>
        public string Body { get; internal set; }
    }

    /// <summary>The answer arrived but could not be understood.</summary>
    public sealed class DecodeException : WelinkParkException
    {
        internal DecodeException(string message, ErrorContext context)
            : base(message, context)
        {
        }

        /// <summary><c>envelope</c>, <c>base64</c>, <c>gzip</c>, <c>3des</c>, <c>utf-8</c>, <c>json</c> or <c>field</c>.</summary>
        public string Stage { get; internal set; }

        /// <summary>JSON path such as <c>$[0].laneId</c>, for stage <c>field</c>.</summary>
        public string Path { get; internal set; }

        /// <summary>What had been decoded so far; null if nothing had.</summary>
        public string Content { get; internal set; }
    }

    /// <summary>The platform understood the request and refused it.</summary>
    public class ApiException : WelinkParkException
    {
        internal ApiException(string message, ErrorContext context)
            : base(message, context)
        {
        }

        /// <summary>What the code means.</summary>
        public ApiKind Kind { get; internal set; }

        /// <summary>The code as it came: <c>0003</c>.</summary>
        public string Code { get; internal set; }

        /// <summary>The platform's message.</summary>
        public string ApiMessage { get; internal set; }

        /// <summary>Business detail, such as <c>NoBill</c>; null if there is none.</summary>
        public string ErrCode { get; internal set; }

        /// <summary>The business data that came with the refusal, decrypted; null if there is none.</summary>
        public string Content { get; internal set; }

        /// <summary>With 0003: the canonical string that was signed, its content shortened.</summary>
        public string Canonical { get; internal set; }

        /// <summary>With 0003: server clock minus local clock, if the server told its time.</summary>
        public TimeSpan? ClockOffset { get; internal set; }

        /// <summary>With 0003: likely reasons, as far as this side can tell; else empty.</summary>
        public IReadOnlyList<Finding> Findings { get; internal set; }

        /// <summary>There is nothing to pay.</summary>
        public bool IsNoBill
        {
            get { return ErrCode == "NoBill"; }
        }

        /// <summary>The vehicle has no entry record.</summary>
        public bool IsNoEnterRecord
        {
            get { return ErrCode == "NoEnterRecord"; }
        }
    }

    /// <summary>A likely reason for a refusal.</summary>
    public sealed class Finding
    {
        internal Finding(string code, string message)
        {
            Code = code;
            Message = message;
        }

        /// <summary>Short name, such as <c>clock-off</c>.</summary>
        public string Code { get; }

        /// <summary>What is wrong and what would be right.</summary>
        public string Message { get; }

        /// <summary>The message.</summary>
        public override string ToString()
        {
            return Message;
        }
    }

    /// <summary>The platform found no such record (0009).</summary>
    public sealed class NotFoundException : ApiException
    {
        internal NotFoundException(string message, ErrorContext context)
            : base(message, context)
        {
        }
    }

    /// <summary>A defect in the library, caught before it could do harm.</summary>
    public sealed class InternalException : WelinkParkException
    {
        internal InternalException(string message, ErrorContext context)
            : base(message, context)
        {
        }
    }

    /// <summary>
    /// The call was cancelled. What the platform has begun goes on: <see cref="Context"/> says whether it may have begun.
    /// </summary>
    public sealed class CallCanceledException : OperationCanceledException
    {
        internal CallCanceledException(string message, ErrorContext context, System.Threading.CancellationToken token)
            : base(message, token)
        {
            Context = context;
        }

        /// <summary>What is known about the request.</summary>
        public ErrorContext Context { get; }
    }
}
