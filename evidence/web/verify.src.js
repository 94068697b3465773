// The numbered steps of docs/format, section 8, in the browser: the twin of verify.py and steps/*.py.
// CODES {name: [step, severity]} and SCHEMA {class: {key: type}} are put in front of this text by page.py.

// JSON without duplicates, floats, depth or anything else the standard leaves open.
function parseJson(bytes) {
  let text, at = 0;
  const fail = () => { throw new SyntaxError("JSON"); };
  try { text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { fail(); }
  if (bytes.length > 16 * 2 ** 20) fail();
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
  const doc = new DOMParser().parseFromString(text, "application/xml");
  if (doc.getElementsByTagName("parsererror").length) wrong();
  const out = { signature: "", digests: new Map(), packed: null };
  const children = (el, leaf) => {
    const kids = [];
    for (const n of el.childNodes) {
      if (n.nodeType === 1) leaf ? wrong() : kids.push(n);
      else if (n.nodeType === 7 || n.nodeType !== 8 && !leaf && n.data.trim()) wrong();
    }
    return kids;
  };
  const is = (el, ns, name, ...allowed) => el.namespaceURI === ns && el.localName === name &&
    ([...el.attributes].every(a => a.name === "xmlns" || a.name.startsWith("xmlns:") || allowed.includes(a.name)) || wrong());
  const uri = el => { try { return decodeURIComponent(el.getAttribute("URI") || ""); } catch { return wrong(); } };
  const digest = el => { children(el, true); const t = el.textContent.trim(); return /^[A-Za-z0-9+/]{43}=$/.test(t) ? b64(t) : wrong(); };
  if ([...doc.childNodes].some(n => n.nodeType === 7) || !is(doc.documentElement, ASIC, "ASiCManifest")) wrong();
  for (const el of children(doc.documentElement)) {
    if (is(el, ASIC, "SigReference", "URI", "MimeType")) {
      if (out.signature) refuse("MANIFEST_SIGREF");
      out.signature = uri(el);
    } else if (is(el, ASIC, "DataObjectReference", "URI", "MimeType", "Rootfile")) {
      const name = uri(el), seen = {};
      if (!/^[\x00-\x7f]+$/.test(name)) wrong();
      for (const kid of children(el)) {
        if (seen[kid.localName]) wrong();
        seen[kid.localName] = 1;
        if (is(kid, DS, "DigestMethod", "Algorithm")) {
          if (kid.getAttribute("Algorithm") !== "http://www.w3.org/2001/04/xmlenc#sha256") refuse("MANIFEST_ALG");
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

const MIMETYPE = "application/vnd.etsi.asic-e+zip", SUMS = "SHA256SUMS.txt", MINUTES10 = 6e5;
const nnn = n => String(n).padStart(3, "0");
const xmlName = n => `META-INF/ASiCManifest${nnn(n)}.xml`, sigName = n => `META-INF/signature${nnn(n)}.p7s`;

async function loadTrust(bytes) { // trust.json
  const t = typed("TrustList", bytes), certs = list => list.map(c => new Cert(b64(c)));
  return { pins: t.pins, revoked: t.revoked, roots: certs(t.roots), tsa: certs(t.tsa), anyRole: new Set(), ward: t.ward };
}
const noTrust = () => ({ pins: [], revoked: [], roots: [], tsa: [], anyRole: new Set() });

class Check {
  constructor(options) {
    Object.assign(this, { trust: noTrust(), now: Date.now(), known: {} }, options);
    Object.assign(this, { findings: [], numbers: [], archives: [], manifests: {}, raws: {}, digests: new Map(), id: null, bundle: null,
      checked: {}, stamps: {}, signatures: {}, request: null, heads: {}, times: [] });
  }
  add(code, where = "") {
    where = where.replace(/\p{C}/gu, "").slice(0, 200);
    if (!this.findings.some(f => f.code === code && f.where === where)) this.findings.push({ code, where });
  }
  has(name) { return this.zip.entries.has(name); }
  read(name, limit) { return this.zip.get(name, limit); }
  digest(name) { return hex(this.digests.get(name) || []); }
  async document(cls, name) {
    try { return typed(cls, await this.read(name)); } catch (e) {
      e instanceof Refused ? this.add(e.code, e.where) : this.add("SCHEMA_BAD", name + ":" + e.message);
      return null;
    }
  }
  pinned(key) { return this.trust.pins.filter(p => p.key === key); }
  revokedSince(key) { return Math.min(...this.trust.revoked.filter(r => r.key === key).map(r => instant(r.since))); } // Infinity: never
  async rootOf(cert) {
    for (const r of this.trust.roots) if (same(r.raw, cert.raw) || await cert.issuedBy(r)) return r;
    return null;
  }
  async isWard(cert) {
    const key = await cert.key();
    return this.trust.anyRole.has(key) || this.trust.roots.some(r => same(r.raw, cert.raw)) || this.pinned(key).some(p => p.role === "ward");
  }

  // 2: the first entry says what the container is
  async mimetype() {
    const e = this.zip.repacked ? this.zip.entries.get("mimetype") : [...this.zip.entries.values()][0];
    if (!e || e.name !== "mimetype" || e.size !== MIMETYPE.length || e.method && !this.zip.repacked ||
      !same(await this.read("mimetype", 64), utf8(MIMETYPE))) refuse("ASIC_MIMETYPE");
  }
  // 3: META-INF is a closed, numbered set
  async meta() {
    const found = { ASiCManifest: [], signature: [], ASiCArchiveManifest: [], timestamp: [] };
    for (const [name, e] of this.zip.entries) {
      if (!name.startsWith("META-INF/")) continue;
      const m = /^META-INF\/(ASiCManifest|signature|ASiCArchiveManifest|timestamp)(\d{3})\./.exec(name);
      if (!m) refuse("META_UNKNOWN", name);
      if (e.method && !this.zip.repacked) refuse("ZIP_METHOD", name);
      found[m[1]].push(+m[2]);
    }
    if (!found.ASiCManifest.length && !found.signature.length) refuse("SIG_NONE");
    for (const [a, b] of [["ASiCManifest", "signature"], ["ASiCArchiveManifest", "timestamp"]]) {
      found[a].sort(); found[b].sort();
      if (!same(found[a], found[b]) || found[a].some((n, i) => n !== i + 1)) refuse("META_UNKNOWN", a);
    }
    this.numbers = found.ASiCManifest; this.archives = found.ASiCArchiveManifest;
  }
  // 4: every entry hashed once and compared with every manifest; bundle.json read
  async content() {
    for (const n of this.numbers) {
      const raw = this.raws[n] = await this.read(xmlName(n));
      if (n === 1) this.id = hex(await sha(raw));
      this.manifests[n] = parseManifest(raw);
      if (this.manifests[n].signature !== sigName(n)) refuse("MANIFEST_SIGREF", xmlName(n));
    }
    const packed = [];
    for (const name of this.zip.entries.keys()) {
      const c = await this.zip.content(name);
      this.digests.set(name, c.digest);
      if (c.packed) packed.push(c.packed);
    }
    const want = packed.length ? await sha(join(...packed)) : null, got = this.manifests[1].packed;
    if (!this.zip.repacked && (!want !== !got || want && !same(want, got))) refuse("ZIP_DEFLATE", xmlName(1));
    await this.readBundle();
    for (const n of this.numbers) this.compare(n, this.manifests[n].digests);
    if (this.bundle) await this.consistent();
    const name = "request/request.json";
    if (this.bundle && this.has(name) && this.digest(name) === this.bundle.request) this.request = await this.document("Request", name);
  }
  async readBundle() {
    const name = "bundle.json";
    if (!this.has(name)) return this.add("SCHEMA_BAD", name);
    this.bundle = await this.document("BundleManifest", name);
    if (this.bundle) return;
    let v;
    try { v = parseJson(await this.read(name)).v; } catch { return; }
    if (Number.isInteger(v) && v > 1) refuse("FORMAT_UNSUPPORTED", name);
  }
  compare(n, listed) {
    const expected = new Set([...this.zip.entries.keys()].filter(x => x !== "mimetype" && !x.startsWith("META-INF/")));
    for (let i = 1; i < n; i++) { expected.add(xmlName(i)); expected.add(sigName(i)); }
    const may = Object.fromEntries((this.bundle ? this.bundle.withheld : []).map(w => [w.path, w.sha256]));
    for (const name of expected) if (!listed.has(name)) this.add("ENTRY_UNSIGNED", name);
    for (const [name, digest] of listed) {
      if (!expected.has(name)) { if (may[name] !== hex(digest)) this.add("ENTRY_MISSING", name); }
      else if (this.digest(name) !== hex(digest)) this.add("ENTRY_ALTERED", name);
    }
  }
  async consistent() {
    const noted = new Map(this.bundle.attachments.map(a => [a.path, a])), withheld = this.bundle.withheld.map(w => w.path);
    const present = [...this.zip.entries.keys()].filter(n => n.startsWith("attachments/"));
    if (noted.size !== this.bundle.attachments.length || present.some(n => !noted.has(n)) ||
      [...noted.keys()].some(n => !present.includes(n) && !withheld.includes(n))) this.add("SCHEMA_BAD", "bundle.json:attachments");
    for (const name of present) {
      const a = noted.get(name);
      if (a && (a.sha256 !== this.digest(name) || a.size !== this.zip.entries.get(name).size)) this.add("SCHEMA_BAD", "bundle.json:" + name);
    }
    const lines = [...this.manifests[1].digests].filter(([n]) => n !== SUMS).sort(([a], [b]) => a < b ? -1 : 1);
    const sums = utf8(lines.map(([n, d]) => `${hex(d)}  ${n}\n`).join(""));
    if (this.has(SUMS) && this.digest(SUMS) !== hex(await sha(sums))) this.add("SCHEMA_BAD", SUMS);
  }
  // 5: the signatures themselves
  async signaturesHold() {
    for (const n of this.numbers) {
      const name = sigName(n);
      try {
        const cms = parseCms(await this.read(name, 2 ** 20)), checked = await checkCms(cms, this.raws[n]);
        canonical(cms);
        if (checked.time === null || !checked.role) refuse("SIG_ATTR_MISSING");
        this.checked[n] = checked;
        this.stamps[n] = { at: checked.time, source: "claimed" };
      } catch (e) {
        if (!(e instanceof Refused)) throw e;
        this.add(e.code, name);
      }
    }
  }
  // 6: timestamps
  async timestamps() {
    const tokens = [];
    const token = async (raw, data, where) => {
      try {
        const t = await checkToken(raw, data, this.trust.tsa);
        if (await tokenTrusted(t, this.trust.tsa)) { tokens.push([where, t]); return t; }
        this.add("TST_UNTRUSTED", where);
      } catch (e) { if (!(e instanceof Refused)) throw e; this.add(e.code, where); }
      return null;
    };
    for (const n in this.checked) for (const raw of this.checked[n].tokens) {
      const t = await token(raw, this.checked[n].signature, sigName(n));
      if (t) this.stamps[n] = { at: t.at, source: "timestamp" };
    }
    for (const n of this.archives) {
      const name = `META-INF/ASiCArchiveManifest${nnn(n)}.xml`, where = `META-INF/timestamp${nnn(n)}.tst`;
      const raw = await this.read(name), m = parseManifest(raw);
      if (m.signature !== where) refuse("MANIFEST_SIGREF", name);
      const all = new Set([...this.zip.entries.keys(), ...(this.bundle ? this.bundle.withheld.map(w => w.path) : [])]);
      all.delete("mimetype");
      for (const k of this.archives) if (k >= n) { all.delete(`META-INF/ASiCArchiveManifest${nnn(k)}.xml`); all.delete(`META-INF/timestamp${nnn(k)}.tst`); }
      for (const x of all) if (!m.digests.has(x)) this.add("ENTRY_UNSIGNED", x);
      for (const [x, d] of m.digests) {
        if (!all.has(x)) this.add("ENTRY_MISSING", x);
        if (this.digests.has(x) && this.digest(x) !== hex(d)) this.add("ENTRY_ALTERED", x);
      }
      const t = await token(await this.read(where, 2 ** 20), raw, where);
      if (t) for (const k in this.stamps) if (this.stamps[k].source === "claimed") this.stamps[k] = { at: t.at, source: "timestamp" };
    }
    let until = this.now;
    for (const [where, t] of tokens.reverse()) {
      if (t.cert.until < until) this.add("TST_EXPIRED", where);
      if (where.startsWith("META-INF/timestamp")) until = t.at;
    }
    const r = this.known.receipt;
    if (r && r.bundle === this.id) for (const k in this.stamps)
      if (this.stamps[k].source === "claimed") this.stamps[k] = { at: instant(r.received_at), source: "receipt" };
  }
  // 7: whose key it was, and whether it counted at that time
  async signers() {
    for (const n in this.checked) {
      const { cert, role } = this.checked[n], { at, source } = this.stamps[n], where = sigName(n), key = await cert.key();
      if (!cert.maySign) this.add("CERT_PURPOSE", where);
      if (at < cert.from) this.add("CERT_NOT_YET", where);
      if (at > cert.until) this.add("CERT_EXPIRED", where);
      const since = this.revokedSince(key);
      if (since <= at) this.add("CERT_REVOKED", where);
      else if (since < Infinity && source === "claimed") this.add("CERT_REVOKED_LATER", where);
      if (source === "claimed") this.add("TIME_CLAIMED", where);
      const pins = this.pinned(key);
      const root = pins.length ? null : await this.rootOf(cert);
      const trusted = this.trust.anyRole.has(key) || pins.some(p => instant(p.start) <= at && at <= instant(p.end)) ||
        !!root && root.from <= at && at <= root.until;
      if (!trusted) this.add("SIGNER_UNTRUSTED", where);
      this.signatures[n] = { role, subject: cert.name, key, at: utc(at), source, trusted };
    }
  }
  get asked() { return this.known.request ? typed("Request", this.known.request) : this.request; }
  // 8: roles and levels the ward asked for
  async roles() {
    const people = this.bundle && this.bundle.people || [], infos = Object.entries(this.signatures);
    for (const [n, s] of infos) {
      const pins = this.pinned(s.key), listed = people.filter(p => p.role === s.role);
      if (pins.length && !pins.some(p => p.role === s.role) && !this.trust.anyRole.has(s.key) ||
        listed.length && !listed.some(p => p.key === s.key) || (n === "1") !== (s.role === "operator")) this.add("ROLE_WRONG", sigName(n));
    }
    if (new Set(infos.map(([, s]) => s.key)).size !== infos.length) this.add("ROLE_WRONG", "one key");
    const asked = this.asked;
    for (const role of asked ? asked.required_roles : []) {
      const by = infos.filter(([, s]) => s.role === role).pop();
      if (!by) this.add("ROLE_MISSING", role);
      else if (asked.required_tst && this.stamps[by[0]].source !== "timestamp") this.add("TST_MISSING", role);
    }
  }
  // 9: the ward's request
  async requestFits() {
    const b = this.bundle, name = "request/request.json";
    if (!b) return;
    if (b.request === null && !this.has(name)) return this.add(this.known.request ? "REQ_ABSENT" : "REQ_MISSING");
    if (!this.has(name) || this.digest(name) !== b.request) return this.add("REQ_MISMATCH", name);
    await this.wardSigned(name, "REQ_BAD_SIG", "REQ_UNTRUSTED");
    if (this.known.request && hex(await sha(this.known.request)) !== b.request) this.add("REQ_UNKNOWN_NONCE", name);
    const r = this.request;
    if (!r) return;
    if (r.contract !== b.contract.no || r.profile !== b.profile.id) this.add("REQ_MISMATCH", "contract");
    if (Object.values(this.stamps).some(s => s.at > instant(r.due))) this.add("REQ_LATE", r.due);
    if (this.zip.size > r.max_bytes) this.add("REQ_TOO_BIG", String(r.max_bytes));
  }
  async wardSigned(name, wrong, untrusted) {
    if (!this.has(name + ".p7s")) return this.add(wrong, name);
    try {
      const checked = await detached(await this.read(name), await this.read(name + ".p7s"));
      if (!await this.isWard(checked.cert)) this.add(untrusted, name);
    } catch (e) { if (!(e instanceof Refused)) throw e; this.add(wrong, name); }
  }
  // 10: the PCs
  async hosts() {
    if (!this.bundle) return;
    const listed = new Map(this.bundle.hosts.map(h => [h.id, h]));
    const folders = new Set([...this.zip.entries.keys()].filter(n => n.startsWith("hosts/")).map(n => n.split("/")[1]));
    for (const id of folders) if (!listed.has(id)) this.add("HOST_UNLISTED", id);
    for (const h of listed.values()) await this.host(h);
    const asked = this.asked, expected = new Map((asked && asked.expected_hosts || []).map(e => [e.id, e.key]));
    for (const id of expected.keys()) if (!listed.has(id)) this.add("HOST_MISSING", id);
    for (const h of listed.values()) {
      const agreed = expected.get(h.id);
      if (agreed && agreed !== h.key) this.add("HOST_KEY_MISMATCH", h.id);
      if (!agreed && !this.pinned(h.key).length && !this.trust.anyRole.has(h.key)) this.add("HOST_KEY_NEW", h.id);
    }
  }
  async host(h) {
    const folder = `hosts/${h.id}/`, name = folder + "manifest.json";
    if (!this.has(name)) return this.add("HOST_MISSING", h.id);
    if (this.digest(name) !== h.manifest_sha256) this.add("HOST_FILE_ALTERED", name);
    await this.hostSigned(h, name);
    const m = await this.document("HostManifest", name);
    if (!m) return;
    const noted = new Map(m.files.map(f => [folder + f.path, f.sha256]));
    const present = [...this.zip.entries.keys()].filter(n => n.startsWith(folder) && n !== name && n !== name + ".p7s");
    for (const n of new Set([...present, ...noted.keys()]))
      if (!noted.has(n) || !present.includes(n) || this.digest(n) !== noted.get(n)) this.add("HOST_FILE_ALTERED", n);
    if (m.host !== h.id || m.collected_at !== h.collected_at) this.add("HOST_FILE_ALTERED", name);
    if (m.request !== this.bundle.request) this.add("HOST_STALE", h.id);
    if (m.journal_head !== null) this.heads[h.id] = m.journal_head;
  }
  async hostSigned(h, name) {
    if (!this.has(name + ".p7s")) return this.add("HOST_BAD_SIG", h.id);
    try {
      const checked = await detached(await this.read(name), await this.read(name + ".p7s", 2 ** 20));
      if (await checked.cert.key() !== h.key) this.add("HOST_KEY_MISMATCH", h.id);
      if (this.revokedSince(h.key) <= instant(h.collected_at)) this.add("CERT_REVOKED", h.id);
    } catch (e) { if (!(e instanceof Refused)) throw e; this.add("HOST_BAD_SIG", h.id); }
  }
  // 11: the journal
  async journal() {
    const name = "journal.jsonl", state = this.bundle && this.bundle.journal;
    if (!this.bundle) return;
    if (!this.has(name)) return this.add(state ? "JOURNAL_HEAD" : "JOURNAL_ABSENT");
    if (!state) return this.add("JOURNAL_HEAD");
    const { data } = await this.zip.content(name), links = new Map(), onChain = new Set();
    let prev = new Uint8Array(32), expected = 1, redacted = 0, breaks = [];
    for (let at = 0, line = 1; at < data.length && breaks.length < 100; line++) {
      const end = data.indexOf(10, at), row = end < 0 ? null : journalRow(data.subarray(at, end));
      if (!row) return this.add("JOURNAL_ENTRY", `${name}:${line}`);
      at = end + 1;
      if (row.seq !== expected) breaks.push(["JOURNAL_GAP", row.seq]);
      if (row.payload !== null && hex(await sha(join([0], row.salt, utf8(row.payload)))) !== hex(row.eh)) breaks.push(["JOURNAL_ENTRY", row.seq]);
      const seq = new Uint8Array(8);
      view(seq).setBigUint64(0, BigInt(row.seq));
      if (!same(await sha(join([1], prev, seq, row.eh)), row.link)) breaks.push(["JOURNAL_LINK", row.seq]);
      redacted += row.payload === null;
      const time = rowTime(row.payload);
      if (time !== null) this.times.push([row.seq, time]);
      links.set(row.seq, hex(row.link)); onChain.add(hex(row.link));
      prev = row.link; expected = row.seq + 1;
    }
    if (breaks.length < 100 && (state.count !== expected - 1 || state.head !== hex(prev))) breaks.push(["JOURNAL_HEAD", expected - 1]);
    for (const [code, seq] of breaks) this.add(code, `${name}:${seq}`);
    for (const a of state.anchors) if (links.get(a.count) !== a.head) this.add("JOURNAL_HEAD", `anchor:${a.count}`);
    for (const id in this.heads) if (!onChain.has(this.heads[id])) this.add("JOURNAL_HEAD", `hosts:${id}`);
    if (redacted) this.add("JOURNAL_REDACTED", `${name}:${redacted}`);
  }
  // 12: the bundle before this one
  async previous() {
    const b = this.bundle, name = "previous/receipt.json";
    if (!b) return;
    if (!b.previous) {
      if (b.type === "erasure" || this.known.previous) this.add("PREV_MISSING");
      if (this.has(name)) this.add("PREV_MISMATCH", name);
      return;
    }
    const { id, receipt } = b.previous;
    if (this.known.previous && this.known.previous !== id) this.add("PREV_MISMATCH", id);
    if (receipt === null || !this.has(name)) return this.add(receipt === null && !this.has(name) ? "PREV_MISSING" : "PREV_MISMATCH", name);
    const r = await this.document("Receipt", name);
    if (!r || this.digest(name) !== receipt || r.bundle !== id || r.contract !== b.contract.no) this.add("PREV_MISMATCH", name);
    await this.wardSigned(name, "PREV_MISMATCH", "PREV_UNTRUSTED");
  }
  // 13: clocks
  async clocks() {
    if (!this.bundle) return;
    const times = { created: instant(this.bundle.created) }, issued = this.request ? instant(this.request.issued_at) : -Infinity;
    for (const h of this.bundle.hosts) times["hosts:" + h.id] = instant(h.collected_at);
    for (const n in this.stamps) times["signature" + nnn(n)] = this.stamps[n].at;
    for (const where in times) {
      if (times[where] > this.now + MINUTES10) this.add("CLOCK_FUTURE", where);
      if (times[where] < issued - MINUTES10) this.add("CLOCK_BEFORE_REQUEST", where);
    }
    const order = Object.values(this.stamps).map(s => s.at);
    if (order.some((at, i) => i && at < order[i - 1] - MINUTES10)) this.add("CLOCK_BACK", "signatures");
    const back = this.times.find(([, at], i) => i && at < this.times[i - 1][1] - MINUTES10), ahead = this.times.find(([, at]) => at > this.now + MINUTES10);
    if (back) this.add("CLOCK_BACK", "journal.jsonl:" + back[0]);
    if (ahead) this.add("CLOCK_FUTURE", "journal.jsonl:" + ahead[0]);
  }
  // 14: what was left out on purpose
  async withheld() {
    for (const w of this.bundle ? this.bundle.withheld : []) if (!this.has(w.path)) this.add("ENTRY_WITHHELD", w.path);
  }
  async run() {
    try {
      for (const step of ["mimetype", "meta", "content", "signaturesHold", "timestamps", "signers", "roles", "requestFits", "hosts", "journal",
        "previous", "clocks", "withheld"]) await this[step]();
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      this.add(e.code, e.where);
    }
    return this.report();
  }
  report() {
    const codes = this.findings.map(f => ({ ...f, step: CODES[f.code][0], severity: CODES[f.code][1] })).sort((a, b) => a.step - b.step);
    const any = (...s) => codes.some(c => s.includes(c.severity));
    const verdict = any("fatal", "error") ? "INVALID" : any("indeterminate") ? "INDETERMINATE" : "VALID";
    return { verdict, codes, id: this.id, bundle: this.bundle, signatures: Object.values(this.signatures), zip: this.zip };
  }
}
function journalRow(line) { // exactly what export_line writes, or null
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line), v = JSON.parse(text);
    const { eh, link, payload, salt, seq } = v, bytes = s => Uint8Array.from(s.match(/../g) || [], x => parseInt(x, 16));
    const ok = Number.isSafeInteger(seq) && seq > 0 && /^[0-9a-f]{64}$/.test(eh) && /^[0-9a-f]{64}$/.test(link) && line.length <= 2 ** 20 &&
      (payload === null && salt === null || typeof payload === "string" && /^[0-9a-f]{32}$/.test(salt));
    return ok && JSON.stringify({ eh, link, payload, salt, seq }) === text ? { seq, payload, salt: salt && bytes(salt), eh: bytes(eh), link: bytes(link) } : null;
  } catch { return null; }
}

function rowTime(payload) { // the "at" of a payload that is a JSON object with one, in milliseconds
  try {
    const { at } = JSON.parse(payload), ms = Date.parse(at);
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/.test(at) && ms === ms ? ms : null;
  } catch { return null; }
}

// 1: the ZIP, strictly; one zipped again by a common tool is named as such, and used only on request.
async function verify(blob, options = {}) {
  const check = new Check(options);
  const attempt = async repacked => { try { return await Zip.open(blob, repacked); } catch (e) { if (e instanceof Refused) return e; throw e; } };
  check.zip = await attempt(false);
  if (check.zip instanceof Refused) {
    const first = check.zip, again = await attempt(true), usable = !(again instanceof Refused);
    check.zip = usable && options.repacked ? again : null;
    if (!check.zip) check.add((options.repacked ? again : first).code, (options.repacked ? again : first).where);
    if (usable) check.add("ZIP_REPACKED");
    if (!check.zip) return check.report();
  }
  return check.run();
}
