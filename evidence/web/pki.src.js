// DER, certificates, CMS and RFC 3161 timestamps (docs/format, sections 4 and 5): the twin of pki/*.py.

const SEQ = 0x30, SET = 0x31, CTX = 0xa0, INT = 2, OCT = 4, OID = 6;
const bad = () => { throw new TypeError("DER"); };

class Node {
  constructor(tag, content, raw) { this.tag = tag; this.content = content; this.raw = raw; }
  get kids() {
    if (!(this.tag & 0x20)) bad();
    const out = [];
    for (let at = 0; at < this.content.length; at += out[out.length - 1].raw.length) out.push(readNode(this.content, at));
    return out;
  }
  is(tag) { return this.tag === tag ? this : bad(); }
  get oid() {
    const c = this.is(OID).content, out = [];
    if (!c.length || c[c.length - 1] & 128) bad();
    for (let i = 0, v = 0; i < c.length; i++) {
      if (!v && c[i] === 128) bad();
      v = v * 128 + (c[i] & 127);
      if (!(c[i] & 128)) { out.push(v); v = 0; }
    }
    const first = Math.min(2, Math.floor(out[0] / 40));
    return [first, out[0] - 40 * first, ...out.slice(1)].join(".");
  }
  get number() { // as BigInt
    const c = this.is(INT).content;
    if (!c.length || c.length > 1 && (!c[0] && c[1] < 128 || c[0] === 255 && c[1] > 127)) bad();
    return BigInt.asIntN(8 * c.length, BigInt("0x" + hex(c)));
  }
  get octets() { return this.is(OCT).content; }
  get time() { // milliseconds
    const s = String.fromCharCode(...this.content);
    const m = (this.tag === 0x17 ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/).exec(s);
    if (!m || this.tag !== 0x17 && this.tag !== 0x18) bad();
    const year = this.tag === 0x18 ? +m[1] : +m[1] + (m[1] < "50" ? 2000 : 1900);
    const at = instant(`${String(year).padStart(4, "0")}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6]}Z`);
    return at === null || year < 1950 ? bad() : at;
  }
}
function readNode(b, at) {
  const tag = b[at], n = b[at + 1];
  if (n === undefined || (tag & 31) === 31) bad();
  let length = n, head = 2;
  if (n & 128) {
    head += n & 127;
    if (n === 128 || head > 6 || !b[at + 2]) bad();
    length = 0;
    for (let i = 2; i < head; i++) length = length * 256 + b[at + i];
    if (!(length >= 128)) bad();
  }
  if (at + head + length > b.length) bad();
  return new Node(tag, b.subarray(at + head, at + head + length), b.subarray(at, at + head + length));
}
function parseDer(b) {
  const node = readNode(b, 0);
  return node.raw.length === b.length ? node : bad();
}
function isBer(b) { // BER that is not DER: lengths left open or longer than need be
  if (b.length > 2 && b[0] & 0x20 && b[1] === 0x80) return true;
  const walk = (at, depth) => {
    const first = b[at + 1], built = b[at] & 0x20;
    if (first === undefined || (b[at] & 31) === 31 || !depth || first > 0x84) bad();
    let begin = at + 2 + (first > 0x80 ? first & 127 : 0), length = first;
    if (first > 0x80) { length = 0; for (let i = at + 2; i < begin; i++) length = length * 256 + (b[i] || 0); }
    let loose = first === 0x80 || first > 0x80 && (length < 0x80 || !b[at + 2]);
    const end = first === 0x80 ? b.length : begin + length;
    if (end > b.length || first === 0x80 && !built) bad();
    while (built && begin < end) {
      if (first === 0x80 && !b[begin] && b[begin + 1] === 0) return [begin + 2, true];
      const [next, inner] = walk(begin, depth - 1);
      begin = next; loose ||= inner;
    }
    if (built && (begin !== end || first === 0x80)) bad();
    return [end, loose];
  };
  try { const [end, loose] = walk(0, 40); return loose && end === b.length; } catch { return false; }
}
function tlv(tag, ...parts) {
  const content = join(...parts), n = content.length, size = [];
  for (let v = n; n >= 128 && v; v = Math.floor(v / 256)) size.unshift(v % 256);
  return join([tag, ...(n < 128 ? [n] : [128 | size.length, ...size])], content);
}
const setOf = (...parts) => tlv(SET, ...parts.sort((a, b) => hex(a) < hex(b) ? -1 : 1));
function oidDer(dotted) {
  const [a, b, ...rest] = dotted.split(".").map(Number), out = [];
  for (let v of [40 * a + b, ...rest]) {
    const bytes = [v % 128];
    while ((v = Math.floor(v / 128))) bytes.unshift(v % 128 | 128);
    out.push(...bytes);
  }
  return tlv(OID, out);
}
function instant(text) { // RFC 3339 in UTC with seconds, or null
  if (!/^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return null;
  const at = Date.parse(text);
  return at === at && new Date(at).toISOString().slice(0, 19) + "Z" === text ? at : null;
}
const utc = at => new Date(at).toISOString().slice(0, 19) + "Z";

const S256 = "2.16.840.1.101.3.4.2.1";
const HASH = { [S256]: "SHA-256", "2.16.840.1.101.3.4.2.2": "SHA-384", "2.16.840.1.101.3.4.2.3": "SHA-512" };
const ALG = {};
Object.keys(HASH).forEach((h, i) => { ALG["1.2.840.10045.4.3." + (2 + i)] = ["ECDSA", h]; ALG["1.2.840.113549.1.1." + (11 + i)] = ["RSASSA-PKCS1-v1_5", h]; });
const RSA = "1.2.840.113549.1.1.1", CURVES = { "1.2.840.10045.3.1.7": ["P-256", 32], "1.3.132.0.34": ["P-384", 48] };
const ORDERS = { "1.2.840.10045.3.1.7": 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  "1.3.132.0.34": 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n };
const P9 = "1.2.840.113549.1.9.", SIGNED = "1.2.840.113549.1.7.2", DATA = "1.2.840.113549.1.7.1";
const TYPE = P9 + "3", DIGEST = P9 + "4", TIME = P9 + "5", ESS1 = P9 + "16.2.12", ESS2 = P9 + "16.2.47", ROLE = P9 + "16.2.16";
const STAMP = P9 + "16.2.14", TSTINFO = P9 + "16.1.4", KP = "1.3.6.1.5.5.7.3.";
const ROLES = { [P9 + "16.6.1"]: "operator", [P9 + "16.6.5"]: "approver" };

class Cert {
  constructor(raw) {
    const [tbs, alg, bits, more] = parseDer(raw).is(SEQ).kids, f = tbs.is(SEQ).kids, i = f[0].tag === INT ? 0 : 1;
    if (more || i && ![0n, 1n, 2n].includes(f[0].is(CTX).kids[0].number) || bits.is(3).content[0] || f[i + 1].is(SEQ).kids[0].oid === "") bad();
    const [from, until] = f[i + 3].is(SEQ).kids;
    Object.assign(this, { raw, tbs: tbs.raw, alg: alg.is(SEQ).kids[0].oid, serial: f[i].is(INT), issuer: f[i + 2].raw, subject: f[i + 4].raw,
      from: from.time, until: until.time, spki: f[i + 5].is(SEQ), ext: {} });
    if (this.serial.number <= 0n) bad();
    this.signature = bits.content.subarray(1);
    const [a, point] = this.spki.kids;
    if (point.is(3).content[0] || a.is(SEQ).kids[0].oid === "" || a.kids.some(k => k.tag === OID && k.oid === "")) bad();
    if (a.kids[0].oid === "1.2.840.10045.2.1") a.kids[1].is(OID);
    for (const n of f.slice(i + 6)) if (n.tag !== CTX + 3 && n.tag !== 0x81 && n.tag !== 0x82) bad();
    for (const e of f.slice(i + 6).filter(n => n.tag === CTX + 3).flatMap(n => n.kids[0].is(SEQ).kids)) {
      const k = e.is(SEQ).kids, critical = k.length > 2;
      if (k.length > 3 || critical && (k[1].tag !== 1 || k[1].content.length !== 1 || k[1].content[0] !== 255)) bad();
      if (this.ext[k[0].oid]) bad();
      this.ext[k[0].oid] = { critical, value: k[k.length - 1].octets };
    }
    for (const s of f[i + 2].is(SEQ).kids) for (const k of s.is(SET).kids) if (k.is(SEQ).kids[0].oid === "" || k.kids.length !== 2) bad();
    this.name = "";
    for (const a of f[i + 4].is(SEQ).kids.flatMap(s => s.is(SET).kids)) {
      const [kind, value] = a.is(SEQ).kids;
      if (kind.oid === "2.5.4.3" && !this.name) this.name = new TextDecoder().decode(value.content).replace(/\p{C}/gu, "").slice(0, 200);
    }
  }
  value(kind) { const e = this.ext["2.5.29." + kind]; return e && parseDer(e.value); }
  get ca() { try { const k = (this.value(19) || { kids: [] }).kids; return !!k.length && hex(k[0].raw) === "0101ff"; } catch { return false; } }
  get eku() { const v = this.value(37); return v ? v.is(SEQ).kids.map(n => n.oid) : null; }
  get mayStamp() { try { const u = this.eku; return !!u && this.ext["2.5.29.37"].critical && u.every(o => o === KP + "8") && u.length > 0; } catch { return false; } }
  get maySign() {
    try {
      const ku = this.value(15), eku = this.eku, limits = this.value(19);
      if (limits) limits.kids;
      return (!ku || !!(ku.is(3).content[1] & 0xc0)) && !this.ca && (!eku || eku.includes(KP + "4") || eku.includes(KP + "36"));
    } catch { return false; }
  }
  async key() { return this.print ??= hex(await sha(this.spki.raw)); }
  get sid() { return tlv(SEQ, this.issuer, this.serial.raw); }
  // Whether a signature holds; Refused(SIG_ALG) for a key or algorithm outside the policy.
  async verifies(alg, digest, signature, data) {
    const [a, bits] = this.spki.kids, kind = a.kids[0].oid;
    let [family, hash] = alg === RSA ? ["RSASSA-PKCS1-v1_5", digest] : ALG[alg] || [];
    if (!family || hash !== digest || !HASH[hash]) refuse("SIG_ALG");
    const how = { name: family, hash: HASH[hash] };
    if (family === "ECDSA") {
      const curve = kind === "1.2.840.10045.2.1" && a.kids[1].tag === OID && CURVES[a.kids[1].oid];
      if (!curve) refuse("SIG_ALG");
      how.namedCurve = curve[0];
      try {
        const [r, s, more] = parseDer(signature).is(SEQ).kids;
        const limit = 1n << BigInt(8 * curve[1]); // WebCrypto takes r and s at fixed length: what does not fit is no signature
        if (more || [r, s].some(n => n.number <= 0n || n.number >= limit)) return false;
        const fixed = n => { const b = n.content.subarray(n.content[0] ? 0 : 1); return join(new Uint8Array(curve[1] - b.length), b); };
        signature = join(fixed(r), fixed(s));
      } catch { return false; }
    } else {
      const n = kind === RSA ? readNode(bits.is(3).content, 1).kids[0].number : 0n;
      if (n.toString(2).length < 2048) refuse("SIG_ALG");
    }
    let key;
    try { key = await crypto.subtle.importKey("spki", this.spki.raw, how, false, ["verify"]); } catch { refuse("SIG_ALG"); }
    return crypto.subtle.verify(how, key, signature, data);
  }
  async issuedBy(root) {
    const alg = ALG[this.alg];
    try { return root.ca && !!alg && same(this.issuer, root.subject) && await root.verifies(this.alg, alg[1], this.signature, this.tbs); } catch { return false; }
  }
}

function attributes(node) {
  const out = {};
  for (const a of node.kids) {
    const [kind, values] = a.is(SEQ).kids;
    if (out[kind.oid]) refuse("SIG_ATTR_DUP");
    out[kind.oid] = values.is(SET).kids;
  }
  return out;
}
function parseCms(raw) {
  try {
    const [kind, wrapped] = parseDer(raw).is(SEQ).kids;
    if (kind.oid !== SIGNED) refuse("SIG_CONTENT_TYPE");
    const f = wrapped.is(CTX).kids[0].is(SEQ).kids, encap = f[2].is(SEQ).kids, last = f.length - 1;
    const content = encap[1] ? encap[1].is(CTX).kids[0].octets : null;
    const certs = f.slice(3, last).filter(n => n.tag === CTX).flatMap(n => n.kids);
    const signers = f[last].is(SET).kids;
    if (signers.length !== 1) refuse("SIG_SIGNER_COUNT");
    const list = certs.filter(n => n.tag === SEQ).map(n => new Cert(n.raw)), s = signers[0].is(SEQ).kids;
    const digest = s[2].is(SEQ).kids[0].oid;
    if (s[3].tag !== CTX) refuse("SIG_NO_SIGNED_ATTRS");
    return { raw, type: encap[0].oid, content, certs: list, sid: s[1], digest, attrs: attributes(s[3]), alg: s[4].is(SEQ).kids[0].oid,
      signed: tlv(SET, s[3].content), signature: s[5].octets, unsigned: s.length > 6 ? attributes(s[6].is(CTX + 1)) : {} };
  } catch (e) { throw e instanceof Refused ? e : new Refused(isBer(raw) ? "SIG_NOT_DER" : "SIG_MALFORMED"); }
}
function single(cms, kind) {
  const v = cms.attrs[kind];
  if (!v || !v.length) refuse("SIG_ATTR_MISSING");
  return v.length === 1 ? v[0] : refuse("SIG_ATTR_DUP");
}
async function checkCms(cms, content, extra = []) {
  try {
    const hash = HASH[cms.digest] || refuse("SIG_ALG");
    if (single(cms, TYPE).oid !== cms.type) refuse("SIG_CONTENT_TYPE");
    if (!same(single(cms, DIGEST).octets, await sha(content, hash))) refuse("SIG_DIGEST_MISMATCH");
    const cert = await signerOf(cms, extra);
    if (!await cert.verifies(cms.alg, cms.digest, cms.signature, cms.signed)) refuse("SIG_INVALID");
    const time = cms.attrs[TIME] ? single(cms, TIME).time : null;
    const roles = (cms.attrs[ROLE] || []).map(n => n.kids[0].oid);
    return { cert, time, role: roles.length === 1 ? ROLES[roles[0]] : undefined, signature: cms.signature, tokens: (cms.unsigned[STAMP] || []).map(n => n.raw) };
  } catch (e) { throw e instanceof Refused ? e : new Refused("SIG_MALFORMED"); }
}
async function signerOf(cms, extra) {
  const kind = cms.attrs[ESS2] ? ESS2 : ESS1, f = single(cms, kind).kids[0].kids[0].kids;
  const named = kind === ESS2 && f[0].tag === SEQ;
  const hash = kind === ESS1 ? "SHA-1" : named ? HASH[f[0].kids[0].oid] || refuse("SIG_ALG") : "SHA-256";
  const want = f[named ? 1 : 0].octets, all = [...cms.certs, ...extra];
  if (!all.length) refuse("SIG_CERT_MISSING");
  for (const c of all) {
    const ski = cms.sid.tag === 0x80 && c.value(14), byKey = ski && same(ski.octets, cms.sid.content);
    if (same(want, await sha(c.raw, hash)) && (byKey || same(cms.sid.raw, c.sid))) return c;
  }
  return refuse(cms.certs.length ? "SIG_CERT_SUBSTITUTED" : "SIG_CERT_MISSING");
}
function canonical(cms) { // every byte signed or fixed
  const kinds = Object.keys(cms.unsigned);
  if (!cms.attrs[ESS2]) refuse("SIG_ATTR_MISSING"); // named by SHA-1
  if (cms.certs.length !== 1 || kinds.some(k => k !== STAMP)) refuse("SIG_NONCANONICAL");
  const alg = o => tlv(SEQ, oidDer(o), o.startsWith("1.2.840.113549.1.1.") ? [5, 0] : []);
  const stamps = (cms.unsigned[STAMP] || []).map(n => n.raw), c = cms.certs[0];
  const attrs = parseDer(setOf(...parseDer(cms.signed).kids.map(n => n.raw))).content;
  const info = tlv(SEQ, [INT, 1, 1], c.sid, alg(S256), tlv(CTX, attrs), alg(cms.alg), tlv(OCT, cms.signature),
    ...(stamps.length ? [tlv(CTX + 1, tlv(SEQ, oidDer(STAMP), setOf(...stamps)))] : []));
  const body = tlv(SEQ, [INT, 1, 1], setOf(alg(S256)), tlv(SEQ, oidDer(DATA)), tlv(CTX, c.raw), setOf(info));
  const curve = c.spki.kids[0].kids[1], order = curve && curve.tag === OID && ORDERS[curve.oid]; // of (r, s) and (r, n-s), both good, the smaller s
  if (!same(cms.raw, tlv(SEQ, oidDer(SIGNED), tlv(CTX, body))) || order && 2n * parseDer(cms.signature).kids[1].number > order) refuse("SIG_NONCANONICAL");
}
async function detached(document, signature) {
  const cms = parseCms(signature), checked = await checkCms(cms, document);
  canonical(cms);
  return checked.time === null ? refuse("SIG_ATTR_MISSING") : checked;
}

const AS_TST = { SIG_CERT_MISSING: "TST_CERT_MISSING", SIG_CERT_SUBSTITUTED: "TST_INVALID", SIG_ALG: "TST_ALG", SIG_INVALID: "TST_INVALID",
  SIG_DIGEST_MISMATCH: "TST_INVALID" };
async function checkToken(raw, data, extra) {
  let cms, cert, at;
  try {
    cms = parseCms(raw);
    if (cms.type !== TSTINFO || !cms.content) refuse("TST_MALFORMED");
    cert = (await checkCms(cms, cms.content, extra)).cert;
    const f = parseDer(cms.content).is(SEQ).kids, [alg, digest] = f[2].is(SEQ).kids;
    const hash = HASH[alg.kids[0].oid] || refuse("TST_ALG");
    if (!same(digest.octets, await sha(data, hash))) refuse("TST_IMPRINT");
    at = f[4].is(0x18).time;
  } catch (e) {
    const code = e instanceof Refused ? e.code : "";
    throw new Refused(AS_TST[code] || (code.startsWith("TST_") ? code : "TST_MALFORMED"));
  }
  if (!cert.mayStamp) refuse("TST_EKU");
  if (at < cert.from || at > cert.until) refuse("TST_INVALID");
  return { at, cert, chain: cms.certs };
}
async function tokenTrusted(token, anchors) {
  let cert = token.cert;
  for (let i = 0; i < 5; i++) {
    if (anchors.some(a => same(a.raw, cert.raw))) return true;
    let above;
    for (const c of [...token.chain, ...anchors]) if (!above && !same(c.raw, cert.raw) && await cert.issuedBy(c)) above = c;
    if (!above) return false;
    cert = above;
  }
  return false;
}
