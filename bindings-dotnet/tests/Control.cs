using System;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace WelinkPark.Tests
{
    /// <summary>The sandbox's control API.</summary>
    internal static class Control
    {
        private static readonly Uri url = new Uri(Environment.GetEnvironmentVariable("WELINKPARK_CONTROL_URL") ?? "http://127.0.0.1:1");

        internal static string Send(string request, string body, out int status)
        {
            string[] parts = request.Split(' ');
            byte[] bytes = Encoding.UTF8.GetBytes(body ?? "");
            string head = string.Format(
                "{0} {1}{2} HTTP/1.1\r\nHost: {3}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {4}\r\n\r\n",
                parts[0], url.AbsolutePath, parts[1], url.Host, bytes.Length);
            using (var line = new TcpClient(url.Host, url.Port))
            using (NetworkStream stream = line.GetStream())
            using (var answer = new MemoryStream())
            {
                byte[] headBytes = Encoding.ASCII.GetBytes(head);
                stream.Write(headBytes, 0, headBytes.Length);
                stream.Write(bytes, 0, bytes.Length);
                stream.CopyTo(answer);
                string text = Encoding.UTF8.GetString(answer.ToArray());
                status = int.Parse(text.Substring(9, 3));
                return text.Substring(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4);
            }
        }

        internal static string Good(string request, string body = null)
        {
            int status;
            string answer = Send(request, body, out status);
            Checks.That(status == 200, request + ": " + status + " " + answer);
            return answer;
        }
    }
}
