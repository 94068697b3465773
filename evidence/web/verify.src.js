// The numbered steps of docs/format, section 8, in the browser: the twin of verify.py and steps/*.py.
// CODES {name: [step, severity]} and SCHEMA {class: {key: type}} are put in front of this text by page.py.

const MIMETYPE = "application/vnd.etsi.asic-e+zip", SUMS = "SHA256SUMS.txt", MINUTES10 = 6e5;
const MOST = { ASiCManifest: 8, ASiCArchiveManifest: 64 };
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
    Object.assign(this, { found: new Map(), numbers: [], archives: [], manifests: {}, raws: {}, digests: new Map(), id: null, bundle: null,
      checked: {}, stamps: {}, signatures: {}, request: null, heads: new Map(), unsure: new Set(), times: [] });
  }
  add(code, where = "") {
    where = where.replace(/\p{C}/gu, "").slice(0, 200);
    this.found.set(code + " " + where, { code, where });
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
  async isWard(cert, revokedToo) {
    const key = await cert.key();
    return (revokedToo || this.revokedSince(key) === Infinity) && (this.trust.anyRole.has(key) || this.trust.roots.some(r => same(r.raw, cert.raw)) || this.pinned(key).some(p => p.role === "ward"));
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
      for (const list of [found[a], found[b]]) list.sort((x, y) => x - y);
      if (!same(found[a], found[b]) || found[a].some((n, i) => n !== i + 1) || found[a].length > MOST[a]) refuse("META_UNKNOWN", a);
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
    const names = [...this.zip.entries.keys()], ahead = [], wide = this.zip.all ? 4 : 1; // hashes of some run beside the checksums of others
    for (let i = 0; i < names.length; i++) {
      while (ahead.length < wide && i + ahead.length < names.length) {
        ahead.push(this.zip.content(names[i + ahead.length]));
        ahead[ahead.length - 1].catch(() => {});
      }
      const c = await ahead.shift();
      this.digests.set(names[i], c.digest);
      if (c.packed) packed.push(c.packed);
    }
    const want = packed.length ? await sha(join(...packed)) : null, got = this.manifests[1].packed;
    if (!this.zip.repacked && (!want !== !got || want && !same(want, got))) { this.inOrder(); refuse("ZIP_DEFLATE", xmlName(1)); }
    await this.readBundle();
    for (const n of this.numbers) this.compare(n, this.manifests[n].digests);
    if (this.bundle) await this.consistent();
    const name = "request/request.json";
    if (this.bundle && this.has(name) && this.digest(name) === this.bundle.request) this.request = await this.document("Request", name);
  }
  inOrder() { if (!this.zip.repacked && this.zip.misplaced) { this.add("ZIP_REPACKED"); refuse("ZIP_CD", this.zip.misplaced); } }
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
    const present = new Set([...this.zip.entries.keys()].filter(n => n.startsWith("attachments/")));
    if (noted.size !== this.bundle.attachments.length || [...present].some(n => !noted.has(n)) ||
      [...noted.keys()].some(n => !present.has(n) && !withheld.includes(n))) this.add("SCHEMA_BAD", "bundle.json:attachments");
    for (const name of present) {
      const a = noted.get(name);
      if (a && (a.sha256 !== this.digest(name) || a.size !== this.zip.entries.get(name).size)) this.add("SCHEMA_BAD", "bundle.json:" + name);
    }
    if (new Set(this.bundle.hosts.map(h => h.id)).size !== this.bundle.hosts.length) this.add("SCHEMA_BAD", "bundle.json:hosts");
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
    const unsure = over => { for (const n of over) this.unsure.add(String(n)); };
    const token = async (raw, data, where, over) => {
      try {
        const t = await checkToken(raw, data, this.trust.tsa);
        if (this.revokedSince(await t.cert.key()) === Infinity && await tokenTrusted(t, this.trust.tsa)) { tokens.push([where, t]); return t; }
        this.add("TST_UNTRUSTED", where); unsure(over);
      } catch (e) { if (!(e instanceof Refused)) throw e; this.add(e.code, where); if (CODES[e.code][1] === "indeterminate") unsure(over); }
      return null;
    };
    for (const n in this.checked) for (const raw of this.checked[n].tokens) {
      const t = await token(raw, this.checked[n].signature, sigName(n), [n]);
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
      const t = await token(await this.read(where, 2 ** 20), raw, where, Object.keys(this.checked));
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
      const root = pins.length ? null : await this.rootOf(cert), lost = root && this.revokedSince(await root.key());
      const trusted = this.trust.anyRole.has(key) || pins.some(p => instant(p.start) <= at && at <= instant(p.end)) ||
        !!root && root.from <= at && at <= root.until && (lost === Infinity || source !== "claimed" && at < lost);
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
      else if (asked.required_tst && this.stamps[by[0]].source !== "timestamp" && !this.unsure.has(by[0])) this.add("TST_MISSING", role);
    }
  }
  // 9: the ward's request
  async requestFits() {
    const b = this.bundle, name = "request/request.json";
    if (!b) return;
    if (b.request === null && !this.has(name)) return this.add(this.known.request ? "REQ_ABSENT" : "REQ_MISSING");
    if (!this.has(name) || this.digest(name) !== b.request) return this.add("REQ_MISMATCH", name);
    const own = !!this.known.request && hex(await sha(this.known.request)) === b.request;
    await this.wardSigned(name, "REQ_BAD_SIG", "REQ_UNTRUSTED", own);
    if (this.known.request && !own) this.add("REQ_UNKNOWN_NONCE", name);
    const r = this.request;
    if (!r) return;
    if (r.contract !== b.contract.no || r.profile !== b.profile.id) this.add("REQ_MISMATCH", "contract");
    if (Object.values(this.stamps).some(s => s.at > instant(r.due))) this.add("REQ_LATE", r.due);
    if (this.zip.size > r.max_bytes) this.add("REQ_TOO_BIG", String(r.max_bytes));
  }
  get people() { return Object.values(this.signatures).map(s => s.key); }
  async wardSigned(name, wrong, untrusted, held) {
    if (!this.has(name + ".p7s")) return this.add(wrong, name);
    try {
      const checked = await detached(await this.read(name), await this.read(name + ".p7s", 2 ** 20));
      if (!await this.isWard(checked.cert, held) || this.people.includes(await checked.cert.key())) this.add(untrusted, name);
    } catch (e) { if (!(e instanceof Refused)) throw e; this.add(wrong, name); }
  }
  // 10: the PCs
  async hosts() {
    if (!this.bundle) return;
    const listed = new Map(this.bundle.hosts.map(h => [h.id, h]));
    this.folders = new Map();
    for (const n of this.zip.entries.keys()) {
      const [top, id, file] = n.split("/");
      if (top !== "hosts" || id === undefined) continue;
      if (!this.folders.has(id)) this.folders.set(id, new Set());
      if (file) this.folders.get(id).add(n);
    }
    for (const id of this.folders.keys()) if (!listed.has(id)) this.add("HOST_UNLISTED", id);
    for (const h of listed.values()) await this.host(h);
    const asked = this.asked, expected = new Map((asked && asked.expected_hosts || []).map(e => [e.id, e.key]));
    for (const id of expected.keys()) if (!listed.has(id)) this.add("HOST_MISSING", id);
    const sorted = [...listed.values()].sort((a, b) => a.id < b.id ? -1 : 1), first = new Map([...sorted].reverse().map(h => [h.key, h.id]));
    for (const h of sorted) {
      if (first.get(h.key) !== h.id) this.add("HOST_KEY_MISMATCH", h.id); // one PC under two names
      const agreed = expected.get(h.id);
      if (agreed && agreed !== h.key) this.add("HOST_KEY_MISMATCH", h.id);
      const known = this.pinned(h.key).some(p => p.role === "host") || this.trust.anyRole.has(h.key) && !this.people.includes(h.key);
      if (!agreed && !known) this.add("HOST_KEY_NEW", h.id);
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
    const present = new Set(this.folders.get(h.id));
    present.delete(name); present.delete(name + ".p7s");
    for (const n of new Set([...present, ...noted.keys()]))
      if (!noted.has(n) || !present.has(n) || this.digest(n) !== noted.get(n)) this.add("HOST_FILE_ALTERED", n);
    if (m.host !== h.id || m.collected_at !== h.collected_at) this.add("HOST_FILE_ALTERED", name);
    if (m.request !== this.bundle.request) this.add("HOST_STALE", h.id);
    if (m.journal_head !== null) this.heads.set(h.id, m.journal_head);
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
    for (const [id, head] of this.heads) if (!onChain.has(head)) this.add("JOURNAL_HEAD", `hosts:${id}`);
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
  async order() { if (this.report().verdict !== "INVALID") this.inOrder(); }
  async run() {
    try {
      for (const step of ["mimetype", "meta", "content", "signaturesHold", "timestamps", "signers", "roles", "requestFits", "hosts", "journal",
        "previous", "clocks", "withheld", "order"]) await this[step]();
    } catch (e) {
      if (e instanceof TooBig) throw e;
      if (!(e instanceof Refused)) return new Check().failed(e);
      this.add(e.code, e.where);
    }
    return this.report();
  }
  failed(e) { this.add("NOT_JUDGED", e.name); return this.report(); }
  report() {
    const codes = [...this.found.values()].map(f => ({ ...f, step: CODES[f.code][0], severity: CODES[f.code][1] })).sort((a, b) => a.step - b.step);
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
      (payload === null && salt === null || typeof payload === "string" && !/[\ud800-\udfff]/u.test(payload) && /^[0-9a-f]{32}$/.test(salt));
    return ok && JSON.stringify({ eh, link, payload, salt, seq }) === text ? { seq, payload, salt: salt && bytes(salt), eh: bytes(eh), link: bytes(link) } : null;
  } catch { return null; }
}

function rowTime(payload) { // the "at" of a payload that is a JSON object with one, in milliseconds
  try {
    const { at } = JSON.parse(payload), ms = Date.parse(at);
    return /^[1-9]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/.test(at) && ms === ms ? ms : null;
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
  } else if (options.repacked && check.zip.misplaced) { check.zip.repacked = true; check.add("ZIP_REPACKED"); }
  return check.run();
}
