// JSON documents and lists of digests (docs/format, sections 4 and 5): the twin of jsonstrict.py, model.py and container/asic.py.

// JSON without duplicates, floats, depth or anything else the standard leaves open.
function parseJson(bytes) {
  let text, at = 0;
  const fail = () => { throw new SyntaxError("JSON"); };
  try { text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { fail(); }
  if (bytes.length > 8 * 2 ** 20) fail();
  const take = re => { re.lastIndex = at; const m = re.exec(text); if (m) at = re.lastIndex; return m && m[0]; };
  const space = () => take(/[ \t\n\r]*/y), skip = c => { space(); return text[at] === c && ++at > 0; };
  const value = depth => {
    space();
    if (depth > 12) fail();
    if (skip("{")) {
      const out = Object.create(null);
      if (skip("}")) return out;
      do {
        space();
        const key = string();
        if (key in out || !skip(":")) fail();
        out[key] = value(depth + 1);
      } while (skip(","));
      return skip("}") ? out : fail();
    }
    if (skip("[")) {
      const out = [];
      if (skip("]")) return out;
      do out.push(value(depth + 1)); while (skip(","));
      return skip("]") ? out : fail();
    }
    if (text[at] === '"') return string();
    const word = take(/true|false|null|-?(0|[1-9]\d*)(?![.eE\d])/y);
    return word ? JSON.parse(word) : fail();
  };
  const string = () => JSON.parse(take(/"([^"\\\x00-\x1f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y) || fail());
  const out = value(1);
  space();
  return at === text.length ? out : fail();
}

// A document of a class of the format, or an error naming the field.
function typed(cls, bytes) {
  const wrong = where => { throw new SyntaxError(where); };
  const fits = (type, v, where) => {
    if (type[0] === "?") return v === null || fits(type.slice(1), v, where);
    if (type[0] === "*") return Array.isArray(v) ? v.forEach((x, i) => fits(type.slice(1), x, `${where}[${i}]`)) : wrong(where);
    if (type === "int") return Number.isSafeInteger(v) || wrong(where);
    if (type === "bool") return typeof v === "boolean" || wrong(where);
    if (type === "instant") return typeof v === "string" && instant(v) !== null || wrong(where);
    if (type[0] === "/") {
      const [longest, ...source] = type.slice(1).split("/");
      return typeof v === "string" && [...v].length <= +longest && new RegExp(`^(?:${source.join("/")})$`, "u").test(v) || wrong(where);
    }
    const fields = SCHEMA[type];
    if (v === null || typeof v !== "object" || Array.isArray(v)) wrong(where);
    for (const k of [...Object.keys(v), ...Object.keys(fields)]) if (!Object.hasOwn(fields, k) || !(k in v)) wrong(`${where}.${k}`);
    for (const k in fields) fits(fields[k], v[k], `${where}.${k}`);
  };
  const out = parseJson(bytes);
  fits(cls, out, "");
  if (out.v !== 1) wrong("v");
  return out;
}

const ASIC = "http://uri.etsi.org/02918/v1.2.1#", DS = "http://www.w3.org/2000/09/xmldsig#", PACKED = "urn:selfaudit:asic:packed:1";
const b64 = s => Uint8Array.from(atob(s), c => c.charCodeAt(0));
function parseManifest(raw) {
  const wrong = () => refuse("MANIFEST_MALFORMED");
  let text;
  try { text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw); } catch { wrong(); }
  if (text[0] === "\ufeff") wrong();
  if (text.includes("<!DOCTYPE")) refuse("MANIFEST_DTD");
  const declared = /^<\?xml[ \t\r\n]+version=["']1\.0["']([ \t\r\n]+encoding=["']utf-8["'])?([ \t\r\n]+standalone=["'](yes|no)["'])?[ \t\r\n]*\?>/i;
  if (text.startsWith("<?xml") && !declared.test(text) || text.indexOf("<?", 1) > 0) wrong();
  const doc = new DOMParser().parseFromString(text, "application/xml");
  if (doc.getElementsByTagName("parsererror").length) wrong();
  const out = { signature: "", digests: new Map(), packed: null };
  const children = (el, leaf) => {
    const kids = [];
    for (const n of el.childNodes) {
      if (n.nodeType === 1) leaf ? wrong() : kids.push(n);
      else if (n.nodeType !== 8 && !leaf && bare(n.data)) wrong();
    }
    return kids;
  };
  const bare = t => t.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""), empty = el => children(el).length && wrong();
  const is = (el, ns, name, ...allowed) => el.namespaceURI === ns && el.localName === name &&
    ([...el.attributes].every(a => a.name === "xmlns" || a.name.startsWith("xmlns:") || allowed.includes(a.name)) || wrong());
  const uri = el => {
    const t = (el.getAttribute("URI") || "").replace(/%([0-9a-f]{2})/gi, (_, x) => String.fromCharCode(parseInt(x, 16)));
    return /^[\x00-\x7f]*$/.test(t) && !/%(?![0-9a-f]{2})/i.test(el.getAttribute("URI") || "") ? t : wrong();
  };
  const digest = el => { children(el, true); const t = bare(el.textContent); return /^[A-Za-z0-9+/]{43}=$/.test(t) ? b64(t) : wrong(); };
  if (!is(doc.documentElement, ASIC, "ASiCManifest")) wrong();
  for (const el of children(doc.documentElement)) {
    if (is(el, ASIC, "SigReference", "URI", "MimeType")) {
      if (out.signature) refuse("MANIFEST_SIGREF");
      empty(el);
      out.signature = uri(el);
    } else if (is(el, ASIC, "DataObjectReference", "URI", "MimeType", "Rootfile")) {
      const name = uri(el), seen = {};
      if (!name) wrong();
      for (const kid of children(el)) {
        if (seen[kid.localName]) wrong();
        seen[kid.localName] = 1;
        if (is(kid, DS, "DigestMethod", "Algorithm")) {
          if (kid.getAttribute("Algorithm") !== "http://www.w3.org/2001/04/xmlenc#sha256") refuse("MANIFEST_ALG");
          empty(kid);
        } else if (is(kid, DS, "DigestValue")) {
          if (out.digests.has(name)) refuse("MANIFEST_DUP", name);
          out.digests.set(name, digest(kid));
        } else wrong();
      }
      if (!seen.DigestMethod || !seen.DigestValue) wrong();
    } else if (is(el, ASIC, "ASiCManifestExtensions")) {
      for (const e of children(el)) for (const p of is(e, ASIC, "Extension", "Critical") ? children(e) : wrong()) {
        if (!is(p, PACKED, "PackedDigest") || out.packed) wrong();
        out.packed = digest(p);
      }
    } else wrong();
  }
  return out.signature ? out : refuse("MANIFEST_SIGREF");
}
