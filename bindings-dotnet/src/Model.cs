using System.Collections.Generic;

namespace WelinkPark
{
    /// <summary>A group of fields that is JSON on the wire.</summary>
    public abstract class JsonObject
    {
        internal JsonObject()
        {
        }

        internal abstract string ToJson();

        internal abstract void Write(JsonWriter writer);

        /// <summary>The object as the library's canonical JSON.</summary>
        public override string ToString()
        {
            return ToJson();
        }
    }

    /// <summary>The request of an endpoint, or a part of one. What is null is not sent.</summary>
    public abstract class Request : JsonObject
    {
        internal override string ToJson()
        {
            var writer = new JsonWriter(false);
            Write(writer);
            return writer.Finish();
        }
    }

    /// <summary>A part of an answer. It is immutable.</summary>
    public abstract class Model : JsonObject
    {
        private static readonly IReadOnlyDictionary<string, string> none = new Dictionary<string, string>();

        private readonly List<string> order;

        internal Model(Json json)
        {
            Extra = none;
            if (json.Count == Names.Length || json.Kind != JsonKind.Object)
            {
                return;
            }
            var known = new HashSet<string>(Names);
            var extra = new Dictionary<string, string>();
            order = new List<string>();
            foreach (KeyValuePair<string, Json> member in json.Members)
            {
                if (!known.Contains(member.Key))
                {
                    extra[member.Key] = member.Value.Raw;
                    order.Add(member.Key);
                }
            }
            Extra = extra;
        }

        /// <summary>Fields that this version does not know: wire name and JSON, as the platform sent them.</summary>
        public IReadOnlyDictionary<string, string> Extra { get; }

        /// <summary>Wire names of the known fields.</summary>
        internal abstract string[] Names { get; }

        internal override string ToJson()
        {
            var writer = new JsonWriter(true);
            Write(writer);
            if (order != null)
            {
                foreach (string name in order)
                {
                    writer.Raw(name, Extra[name]);
                }
            }
            return writer.Finish();
        }
    }
}
