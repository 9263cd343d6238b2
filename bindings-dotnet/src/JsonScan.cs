using System;
using System.Globalization;
using System.Text;

namespace WelinkPark
{
    /// <summary>Where a value is in its text.</summary>
    internal struct Piece
    {
        internal readonly int Start;
        internal readonly int End;
        internal readonly bool IsEscaped;

        internal Piece(int start, int end, bool isEscaped)
        {
            Start = start;
            End = end;
            IsEscaped = isEscaped;
        }
    }

    /// <summary>Where a member of an object is.</summary>
    internal struct Member
    {
        internal Piece Name;
        internal Piece Value;
    }

    /// <summary>Finds out where JSON values are.</summary>
    internal static class JsonScan
    {
        internal static readonly Member[] None = new Member[0];

        /// <summary>Goes over a value.</summary>
        internal static Piece Value(string text, ref int at)
        {
            int start = at;
            switch (at < text.Length ? text[at] : '\0')
            {
                case '{':
                    for (bool first = true; More(text, ref at, '}', first); first = false)
                    {
                        Name(text, ref at);
                        Value(text, ref at);
                    }
                    break;
                case '[':
                    for (bool first = true; More(text, ref at, ']', first); first = false)
                    {
                        Value(text, ref at);
                    }
                    break;
                case '"':
                    return Text(text, ref at);
                case 'n':
                    Word(text, ref at, "null");
                    break;
                case 't':
                    Word(text, ref at, "true");
                    break;
                case 'f':
                    Word(text, ref at, "false");
                    break;
                default:
                    Number(text, ref at);
                    break;
            }
            return new Piece(start, at, false);
        }

        /// <summary>Goes over an object and tells its members; the array grows as it needs.</summary>
        internal static void Object(string text, ref int at, ref Member[] members, out int count)
        {
            count = 0;
            for (bool first = true; More(text, ref at, '}', first); first = false)
            {
                if (count == members.Length)
                {
                    Array.Resize(ref members, Math.Max(8, 2 * count));
                }
                members[count].Name = Name(text, ref at);
                members[count].Value = Value(text, ref at);
                count++;
            }
        }

        /// <summary>Goes to the next item of a list or object, or over its end.</summary>
        internal static bool More(string text, ref int at, char close, bool first)
        {
            if (first)
            {
                at++;
            }
            Blanks(text, ref at);
            if (at < text.Length && text[at] == close)
            {
                at++;
                return false;
            }
            if (!first)
            {
                Word(text, ref at, ",");
                Blanks(text, ref at);
            }
            if (at >= text.Length)
            {
                throw Broken(text, at);
            }
            return true;
        }

        internal static void Blanks(string text, ref int at)
        {
            while (at < text.Length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r'))
            {
                at++;
            }
        }

        /// <summary>The text of a value that has escapes.</summary>
        internal static string Unescaped(string text, Piece value)
        {
            var built = new StringBuilder();
            for (int at = value.Start + 1; at < value.End - 1; at++)
            {
                if (text[at] != '\\')
                {
                    built.Append(text[at]);
                    continue;
                }
                at++;
                int simple = "bfnrt\"\\/".IndexOf(text[at]);
                if (simple >= 0)
                {
                    built.Append("\b\f\n\r\t\"\\/"[simple]);
                }
                else if (text[at] == 'u' && at + 4 < value.End)
                {
                    built.Append((char)int.Parse(text.Substring(at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    at += 4;
                }
                else
                {
                    throw Broken(text, at);
                }
            }
            return built.ToString();
        }

        internal static FormatException Broken(string text, int at)
        {
            return new FormatException("no JSON at character " + at + " of " + text.Length);
        }

        /// <summary>Goes over a member's name, to its value.</summary>
        private static Piece Name(string text, ref int at)
        {
            if (at >= text.Length || text[at] != '"')
            {
                throw Broken(text, at);
            }
            Piece name = Text(text, ref at);
            Blanks(text, ref at);
            Word(text, ref at, ":");
            Blanks(text, ref at);
            return name;
        }

        private static Piece Text(string text, ref int at)
        {
            int start = at;
            bool isEscaped = false;
            for (int end = at + 1; end < text.Length; end++)
            {
                char c = text[end];
                if (c == '"')
                {
                    at = end + 1;
                    return new Piece(start, at, isEscaped);
                }
                if (c == '\\')
                {
                    isEscaped = true;
                    end++;
                }
            }
            throw Broken(text, text.Length);
        }

        private static void Number(string text, ref int at)
        {
            int start = at;
            while (at < text.Length && "+-.0123456789eE".IndexOf(text[at]) >= 0)
            {
                at++;
            }
            if (at == start)
            {
                throw Broken(text, at);
            }
        }

        private static void Word(string text, ref int at, string word)
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0)
            {
                throw Broken(text, at);
            }
            at += word.Length;
        }
    }
}
