using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace WelinkPark.Tests
{
    /// <summary>The typed methods by the names of their endpoints: requests from JSON, answers to canonical JSON.</summary>
    internal static class Typed
    {
        internal static readonly HashSet<string> Called = new HashSet<string>();

        internal static readonly Dictionary<string, KeyValuePair<PropertyInfo, MethodInfo>> Methods = Find();

        private static Dictionary<string, KeyValuePair<PropertyInfo, MethodInfo>> Find()
        {
            var methods = new Dictionary<string, KeyValuePair<PropertyInfo, MethodInfo>>();
            foreach (PropertyInfo group in typeof(Client).GetProperties().Where(group => group.PropertyType.Name == group.Name + "Api" && group.Name != "Gate" && group.Name != "Reconcile"))
            {
                const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
                foreach (MethodInfo method in group.PropertyType.GetMethods(Own).Where(method => !method.Name.EndsWith("Async") && !IsWalk(method)))
                {
                    methods.Add(Snake(group.Name) + "." + Snake(method.Name), new KeyValuePair<PropertyInfo, MethodInfo>(group, method));
                }
            }
            return methods;
        }

        /// <summary>The request of an endpoint; null if its class cannot carry these parameters.</summary>
        internal static bool TryFill(string endpoint, Json parameters, out Request request)
        {
            request = null;
            ParameterInfo[] arguments = Methods[endpoint].Value.GetParameters();
            if (arguments.Length == 0)
            {
                return parameters.Members.Count == 0;
            }
            object filled;
            bool can = TryConvert(parameters, arguments[0].ParameterType, out filled);
            request = (Request)filled;
            return can;
        }

        /// <summary>Makes the typed call, and gives its answer as canonical JSON.</summary>
        internal static string Invoke(Client client, string endpoint, Request request, bool asynchronous)
        {
            Called.Add(endpoint);
            PropertyInfo group = Methods[endpoint].Key;
            MethodInfo method = Methods[endpoint].Value;
            object api = group.GetValue(client, null);
            var arguments = new List<object>();
            if (request != null)
            {
                arguments.Add(request);
            }
            try
            {
                if (!asynchronous)
                {
                    return Canonical(method.Invoke(api, arguments.ToArray()));
                }
                arguments.Add(CancellationToken.None);
                var task = (Task)group.PropertyType.GetMethod(method.Name + "Async").Invoke(api, arguments.ToArray());
                task.GetAwaiter().GetResult();
                return Canonical(task.GetType().GetProperty("Result").GetValue(task, null));
            }
            catch (TargetInvocationException exception)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception.InnerException).Throw();
                throw;
            }
        }

        /// <summary>The typed walk (<c>Pages</c>, <c>Windows</c>) of an endpoint; null if it has none.</summary>
        internal static object Walk(Client client, string endpoint, string kind, params object[] arguments)
        {
            PropertyInfo group = Methods[endpoint].Key;
            MethodInfo method = group.PropertyType.GetMethod(Methods[endpoint].Value.Name + kind);
            return method == null ? null : method.Invoke(group.GetValue(client, null), arguments);
        }

        private static bool IsWalk(MethodInfo method)
        {
            Type type = method.ReturnType;
            return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Pages<>) || type.GetGenericTypeDefinition() == typeof(Windows<>));
        }

        /// <summary>Reads canonical JSON into the class that the endpoint answers with, and writes it again.</summary>
        internal static string Reread(string endpoint, string canonical)
        {
            Type type = Methods[endpoint].Value.ReturnType;
            return type == typeof(void) ? "null" : Canonical(ReadAs(type, Json.Parse(canonical)));
        }

        private static object ReadAs(Type type, Json json)
        {
            if (type == typeof(long))
            {
                return json.AsLong();
            }
            if (type == typeof(bool))
            {
                return json.AsFlag();
            }
            if (type == typeof(string))
            {
                return json.AsText();
            }
            if (type.IsGenericType)
            {
                return json.List(item => ReadAs(type.GetGenericArguments()[0], item));
            }
            const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance;
            return type.GetConstructor(Hidden, null, new[] { typeof(Json) }, null).Invoke(new object[] { json });
        }

        internal static string Canonical(object value)
        {
            if (value == null)
            {
                return "null";
            }
            if (value is bool)
            {
                return (bool)value ? "true" : "false";
            }
            if (value is long)
            {
                return "\"" + ((long)value).ToString(CultureInfo.InvariantCulture) + "\"";
            }
            var text = new StringBuilder();
            if (value is string)
            {
                JsonWriter.Quote(text, (string)value);
                return text.ToString();
            }
            if (value.GetType().IsGenericType && value.GetType().GetGenericTypeDefinition() == typeof(Window<>))
            {
                Func<string, object> of = name => value.GetType().GetProperty(name).GetValue(value, null);
                var window = new JsonWriter(true);
                window.Time("from", (DateTimeOffset)of("From"));
                window.Time("to", (DateTimeOffset)of("To"));
                window.Raw("records", Canonical(of("Records")));
                return window.Finish();
            }
            if (value is IEnumerable)
            {
                return "[" + string.Join(",", ((IEnumerable)value).Cast<object>().Select(Canonical).ToArray()) + "]";
            }
            return value.ToString();
        }

        internal static bool TryConvert(Json json, Type type, out object value)
        {
            value = null;
            Type plain = Nullable.GetUnderlyingType(type) ?? type;
            if (json.Kind == JsonKind.Null)
            {
                return true;
            }
            bool scalar = json.Kind == JsonKind.Number || json.Kind == JsonKind.Text;
            if (plain == typeof(long) || plain.IsEnum)
            {
                long number = 0;
                bool can = scalar && long.TryParse(json.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
                value = plain.IsEnum ? Enum.ToObject(plain, number) : number;
                return can;
            }
            if (plain == typeof(bool))
            {
                value = json.Kind == JsonKind.True || json.Value == "1";
                return json.Kind == JsonKind.True || json.Kind == JsonKind.False || (json.Kind == JsonKind.Number && (json.Value == "0" || json.Value == "1"));
            }
            if (plain == typeof(decimal))
            {
                decimal money = 0;
                bool can = scalar && decimal.TryParse(json.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out money);
                value = money;
                return can;
            }
            if (plain == typeof(DateTime))
            {
                DateTime date;
                bool can = DateTime.TryParseExact(json.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
                value = date;
                return can;
            }
            if (plain == typeof(DateTimeOffset))
            {
                DateTimeOffset time;
                bool can = DateTimeOffset.TryParseExact(json.Value, JsonWriter.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
                value = time;
                return can;
            }
            if (plain == typeof(string))
            {
                value = json.Value;
                return scalar;
            }
            if (plain.IsValueType)
            {
                value = scalar ? Activator.CreateInstance(plain, json.Value) : null;
                return scalar;
            }
            return plain.IsGenericType ? TryList(json, plain.GetGenericArguments()[0], out value) : TryObject(json, plain, out value);
        }

        private static bool TryList(Json json, Type type, out object value)
        {
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type));
            value = list;
            if (json.Kind != JsonKind.List)
            {
                return false;
            }
            foreach (Json item in json.Items)
            {
                object converted;
                if (!TryConvert(item, type, out converted) || converted == null)
                {
                    return false;
                }
                list.Add(converted);
            }
            return true;
        }

        private static bool TryObject(Json json, Type type, out object value)
        {
            value = Activator.CreateInstance(type);
            if (json.Kind != JsonKind.Object)
            {
                return false;
            }
            foreach (KeyValuePair<string, Json> member in json.Members)
            {
                PropertyInfo property = type.GetProperty(Pascal(member.Key));
                object converted;
                if (property == null || char.IsUpper(member.Key[0]) || !TryConvert(member.Value, property.PropertyType, out converted))
                {
                    return false;
                }
                property.SetValue(value, converted, null);
            }
            return true;
        }

        private static string Pascal(string name)
        {
            return string.Concat(name.Split('_').Where(word => word != "").Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)).ToArray());
        }

        private static string Snake(string name)
        {
            return string.Concat(name.Select((c, index) => (index > 0 && char.IsUpper(c) ? "_" : "") + char.ToLowerInvariant(c)).ToArray());
        }
    }
}
