// The container: strict ZIP (docs/format, section 2), the twin of container/zipstrict.py, and the outer AES-256 ZIP.
"use strict";

class Refused extends Error {
  constructor(code, where = "") { super(code); this.code = code; this.where = where; }
}
const refuse = (code, where) => { throw new Refused(code, where); };
const MAX_ENTRIES = 10000, MAX_TOTAL = 64 * 2 ** 30, MAX_RATIO = 100, RATIO_FLOOR = 2 ** 20, MAX_DEFLATED = 2 ** 30;
const FAR = 2 ** 53, MAX32 = 0xffffffff, HERE = 2 ** 30, IN_MEMORY = 2 ** 28;
const PART = "[a-z0-9_][a-z0-9._-]*";
const NAME = new RegExp(`^${PART}(/${PART}){0,4}$`);
const FIXED = /^(SHA256SUMS\.txt|META-INF\/(ASiC(Archive)?Manifest\d{3}\.xml|signature\d{3}\.p7s|timestamp\d{3}\.tst))$/;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/;
const nameOk = n => n.length <= 120 && (FIXED.test(n) ||
  NAME.test(n) && !n.split("/").some(p => DEVICE.test(p) || p.endsWith(".")));
function place(n) { // where an entry stands: sorted by this
  if (n === "mimetype" || n === "SHA256SUMS.txt") return n === "mimetype" ? "0" : "2";
  if (!n.startsWith("META-INF/")) return "1" + n;
  const kind = n.slice(9, -7);
  return "3" + (/Archive|timestamp/.test(kind) ? 1 : 0) + n.slice(-7, -4) + (/s/.test(kind[0]) || kind === "timestamp" ? 1 : 0);
}
const REPACK_EXTRAS = [0x5455, 0x7875, 0x5855, 0x000a], REPACK_FLAGS = 0x0806;

const view = b => new DataView(b.buffer, b.byteOffset, b.byteLength);
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
const join = (...parts) => {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const p of parts) { out.set(p, at); at += p.length; }
  return out;
};
const utf8 = s => new TextEncoder().encode(s);
const hex = b => Array.from(b, x => x.toString(16).padStart(2, "0")).join("");
const sha = async (b, name = "SHA-256") => new Uint8Array(await crypto.subtle.digest(name, b));

// Little-endian fields: numbers of 2 or 4 bytes ("w", "d") and 8 bytes ("q").
function pack(format, ...values) {
  const out = [];
  [...format].forEach((f, i) => {
    let v = values[i];
    for (let n = { w: 2, d: 4, q: 8 }[f]; n--; v = Math.floor(v / 256)) out.push(v % 256);
  });
  return Uint8Array.from(out);
}

const CRC = Array.from({ length: 8 }, () => new Int32Array(256));
for (let i = 0; i < 256; i++) {
  let c = i;
  for (let k = 8; k--;) c = c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1;
  CRC[0][i] = c;
}
for (let i = 0; i < 256; i++) for (let t = 1; t < 8; t++) CRC[t][i] = CRC[t - 1][i] >>> 8 ^ CRC[0][CRC[t - 1][i] & 255];
function crc32(b) { // eight bytes at a time
  const [t0, t1, t2, t3, t4, t5, t6, t7] = CRC, n = b.length & ~7;
  let c = -1, i = 0;
  for (; i < n; i += 8) {
    const a = c ^ (b[i] | b[i + 1] << 8 | b[i + 2] << 16 | b[i + 3] << 24);
    c = t7[a & 255] ^ t6[a >>> 8 & 255] ^ t5[a >>> 16 & 255] ^ t4[a >>> 24] ^
      t3[b[i + 4]] ^ t2[b[i + 5]] ^ t1[b[i + 6]] ^ t0[b[i + 7]];
  }
  for (; i < b.length; i++) c = c >>> 8 ^ t0[(c ^ b[i]) & 255];
  return ~c >>> 0;
}

const big = e => e.size >= MAX32;
function localHeader(e) {
  const extra = big(e) ? pack("wwqq", 1, 16, e.size, e.packed) : [];
  const [p, s] = big(e) ? [MAX32, MAX32] : [e.packed, e.size];
  return join(utf8("PK\x03\x04"), pack("wwwwwdddww", big(e) ? 45 : 20, 0, e.method, 0, 33, e.crc, p, s, e.name.length, extra.length),
    utf8(e.name), extra);
}
function centralHeader(e) {
  const far = e.offset >= MAX32;
  const values = [...(big(e) ? [e.size, e.packed] : []), ...(far ? [e.offset] : [])];
  const extra = values.length ? pack("ww" + "q".repeat(values.length), 1, 8 * values.length, ...values) : [];
  const [p, s] = big(e) ? [MAX32, MAX32] : [e.packed, e.size];
  const v = values.length ? 45 : 20;
  return join(utf8("PK\x01\x02"), pack("wwwwwwdddwwwwwdd", 768 | v, v, 0, e.method, 0, 33, e.crc, p, s, e.name.length,
    extra.length, 0, 0, 0, 0o100644 * 65536, far ? MAX32 : e.offset), utf8(e.name), extra);
}
function endRecords(count, start, length) {
  const wide = count >= 0xffff || start >= MAX32 || length >= MAX32;
  const z64 = wide ? [utf8("PK\x06\x06"), pack("qwwddqqqq", 44, 813, 45, 0, 0, count, count, length, start),
    utf8("PK\x06\x07"), pack("dqd", 0, start + length, 1)] : [];
  const c = Math.min(count, 0xffff);
  return join(...z64, utf8("PK\x05\x06"), pack("wwwwddw", 0, 0, c, c, Math.min(length, MAX32), Math.min(start, MAX32), 0));
}

function* extras(b, name) {
  for (let at = 0; at < b.length;) {
    if (at + 4 > b.length) refuse("ZIP_EXTRA", name);
    const kind = view(b).getUint16(at, true), n = view(b).getUint16(at + 2, true);
    if (at + 4 + n > b.length) refuse("ZIP_EXTRA", name);
    yield [kind, b.subarray(at + 4, at + 4 + n)];
    at += 4 + n;
  }
}
function knownExtras(b, name) {
  const seen = new Set();
  for (const [kind] of extras(b, name)) {
    if (seen.has(kind) || ![1, ...REPACK_EXTRAS].includes(kind)) refuse("ZIP_EXTRA", name);
    seen.add(kind);
  }
}
function zip64(b, values, name) {
  const wanted = values.flatMap((v, i) => v === MAX32 ? [i] : []);
  const found = [...extras(b, name)].filter(([kind]) => kind === 1);
  if (!wanted.length && !found.length) return;
  if (found.length !== 1 || found[0][1].length !== 8 * wanted.length) refuse("ZIP_ZIP64", name);
  wanted.forEach((i, k) => { values[i] = Number(view(found[0][1]).getBigUint64(8 * k, true)); if (values[i] >= FAR) refuse("ZIP_ZIP64", name); });
}

class Zip {
  static async open(blob, repacked) {
    const zip = new Zip();
    Object.assign(zip, { blob, repacked, size: blob.size, clock: new Map(), entries: new Map() });
    if (blob.size <= IN_MEMORY) zip.all = new Uint8Array(await blob.arrayBuffer());
    const [start, length, count] = await zip.end();
    const list = zip.directory(await zip.read(start, length), count);
    await zip.locate(list, start);
    return zip;
  }
  async read(at, n) {
    if (at < 0 || at + n > this.size) refuse("ZIP_TRUNCATED");
    return this.all ? this.all.subarray(at, at + n) : new Uint8Array(await this.blob.slice(at, at + n).arrayBuffer());
  }
  async end() {
    if (this.size < 22) refuse("ZIP_TRUNCATED");
    let at = this.size - 22;
    const raw = await this.read(at, 22), v = view(raw), u16 = i => v.getUint16(i, true);
    if (v.getUint32(0, true) !== 0x06054b50) refuse(await this.noEnd());
    let count = u16(10), length = v.getUint32(12, true), start = v.getUint32(16, true);
    if (u16(20)) refuse("ZIP_TRUNCATED");
    if (u16(4) || u16(6) || u16(8) !== count) refuse("ZIP_EOCD");
    const locator = at >= 20 ? await this.read(at - 20, 20) : new Uint8Array(20);
    if (view(locator).getUint32(0, true) === 0x07064b50) {
      at -= 76;
      if (at < 0) refuse("ZIP_ZIP64");
      const record = await this.read(at, 56), q = i => Number(view(record).getBigUint64(i, true));
      [count, length, start] = [q(32), q(40), q(48)];
      if (Math.max(count, length, start) >= FAR || !same(join(record, locator, raw), endRecords(count, start, length))) refuse("ZIP_ZIP64");
    } else if (count === 0xffff || start === MAX32 || length === MAX32) refuse("ZIP_ZIP64");
    if (start + length !== at) refuse(start + length < at ? "ZIP_GAP" : "ZIP_EOCD");
    if (count > MAX_ENTRIES || length > MAX_ENTRIES * 230) refuse("ZIP_TOO_MANY");
    return [start, length, count];
  }
  async noEnd() {
    const from = Math.max(0, this.size - 22 - 0xffff), tail = await this.read(from, this.size - from);
    for (let i = tail.length - 22; i >= 0; i--) {
      if (view(tail).getUint32(i, true) !== 0x06054b50) continue;
      const comment = view(tail).getUint16(i + 20, true), rest = tail.length - i - 22;
      return comment === rest ? "ZIP_COMMENT" : comment < rest ? "ZIP_TRAILING" : "ZIP_TRUNCATED";
    }
    return "ZIP_TRUNCATED";
  }
  directory(raw, count) {
    const list = [], names = new Set();
    let at = 0, total = 0;
    while (count--) {
      const [e, next] = this.central(raw, at);
      if (names.has(e.name.toLowerCase())) refuse("ZIP_DUP", e.name);
      names.add(e.name.toLowerCase());
      total += e.size;
      list.push(e);
      at = next;
    }
    if (at !== raw.length) refuse("ZIP_CD");
    if (total > MAX_TOTAL) refuse("ZIP_TOO_BIG");
    return list;
  }
  central(raw, at) {
    if (at + 46 > raw.length || view(raw).getUint32(at, true) !== 0x02014b50) refuse("ZIP_CD");
    const v = new DataView(raw.buffer, raw.byteOffset + at), w = i => v.getUint16(i, true), d = i => v.getUint32(i, true);
    const [n, x, c] = [w(28), w(30), w(32)], end = at + 46 + n + x + c;
    if (end > raw.length) refuse("ZIP_CD");
    const name = String.fromCharCode(...raw.subarray(at + 46, at + 46 + n));
    const shown = /^[ -~]*$/.test(name) ? name : "";
    if (name.endsWith("/")) refuse("ZIP_DIR_ENTRY", shown);
    if (!nameOk(name)) refuse("ZIP_NAME", shown);
    const extra = raw.subarray(at + 46 + n, at + 46 + n + x);
    if (c) refuse("ZIP_COMMENT", name);
    this.flagsMethod(w(8), w(10), name);
    const values = [d(24), d(20), d(42)];
    zip64(extra, values, name);
    this.clock.set(name, [w(12), w(14)]);
    const e = { name, method: w(10), crc: d(16), packed: values[1], size: values[0], offset: values[2] };
    if (!e.method && e.packed !== e.size) refuse("ZIP_SIZE", name);
    if (e.size > MAX_TOTAL || e.method && e.size > MAX_DEFLATED) refuse("ZIP_TOO_BIG", name);
    if (e.size > RATIO_FLOOR && e.size > MAX_RATIO * e.packed) refuse("ZIP_RATIO", name);
    const got = raw.subarray(at, end), want = centralHeader(e);
    if (!same(got, want)) {
      const kind = d(38) >>> 16 & 0o170000;
      if (w(4) >> 8 === 3 && kind && kind !== 0o100000 || d(38) & 16) refuse("ZIP_NOT_REGULAR", name);
      if (!this.repacked) refuse(got.length !== want.length ? "ZIP_EXTRA" : "ZIP_CD", name);
      knownExtras(extra, name);
    }
    return [e, end];
  }
  flagsMethod(flags, method, name) {
    if (flags & ~(this.repacked ? REPACK_FLAGS : 0)) refuse("ZIP_FLAGS", name);
    if (method !== 0 && method !== 8) refuse("ZIP_METHOD", name);
  }
  async locate(list, directory) {
    let at = 0;
    for (const e of this.repacked ? [...list].sort((a, b) => a.offset - b.offset) : list) {
      if (e.offset !== at) refuse(e.offset > at ? "ZIP_GAP" : "ZIP_OVERLAP", e.name);
      e.data = await this.local(e, directory);
      at = e.data + e.packed;
      if (at > directory) refuse("ZIP_OVERLAP", e.name);
    }
    if (at !== directory) refuse("ZIP_GAP");
    for (const e of list) this.entries.set(e.name, e);
    const names = list.map(e => e.name).filter(n => n !== "mimetype");
    const right = names.map(n => [place(n), n]).sort(([a], [b]) => a < b ? -1 : 1);
    this.misplaced = names.find((n, i) => n !== right[i][1]);
  }
  async local(e, directory) {
    const want = localHeader(e);
    if (e.offset + want.length > directory) refuse("ZIP_OVERLAP", e.name);
    const got = await this.read(e.offset, want.length);
    if (same(got, want)) return e.offset + want.length;
    if (!this.repacked) refuse("ZIP_LOCAL_MISMATCH", e.name);
    const v = view(got), w = i => v.getUint16(i, true), [n, x] = [w(26), w(28)], at = e.offset + 30;
    if (v.getUint32(0, true) !== 0x04034b50 || at + n + x > directory) refuse("ZIP_LOCAL_MISMATCH", e.name);
    const raw = await this.read(at, n + x), sizes = [v.getUint32(22, true), v.getUint32(18, true)];
    this.flagsMethod(w(6), w(8), e.name);
    zip64(raw.subarray(n), sizes, e.name);
    const values = [w(8), v.getUint32(14, true), sizes[1], sizes[0], w(10), w(12)];
    if (!same(values, [e.method, e.crc, e.packed, e.size, ...this.clock.get(e.name)]) || !same(raw.subarray(0, n), utf8(e.name)))
      refuse("ZIP_LOCAL_MISMATCH", e.name);
    knownExtras(raw.subarray(n), e.name);
    return at + n + x;
  }
  // Content of an entry with its digest and, for a deflated one, the digest of the packed bytes.
  async content(name) {
    const e = this.entries.get(name);
    if (e.size > HERE) throw new TooBig(name);
    const packed = await this.read(e.data, e.packed);
    const data = e.method ? await inflate(packed, e) : packed;
    const digest = sha(data); // runs beside the checksum
    if (data.length !== e.size) refuse("ZIP_SIZE", name);
    if (crc32(data) !== e.crc) refuse("ZIP_CRC", name);
    return { data, digest: await digest, packed: e.method ? await sha(packed) : null };
  }
  async get(name, limit = 16 * 2 ** 20) {
    if (this.entries.get(name).size > limit) refuse("ZIP_TOO_BIG", name);
    return (await this.content(name)).data;
  }
}
class TooBig extends Error {}

async function inflate(packed, e) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const out = [];
  let size = 0;
  for (;;) {
    let step;
    try { step = await reader.read(); } catch { refuse("ZIP_DEFLATE", e.name); }
    if (step.done) return join(...out);
    size += step.value.length;
    if (size > e.size) { reader.cancel(); refuse("ZIP_SIZE", e.name); }
    out.push(step.value);
  }
}

// AES-256, encryption only, for the little-endian counter of WinZip's AE-2 (WebCrypto counts big-endian).
function aesKeystream(key) {
  const sbox = new Uint8Array(256), t = new Int32Array(256);
  let p = 1, q = 1;
  do {
    p ^= p << 1 ^ (p & 128 ? 0x11b : 0);
    p &= 255;
    q ^= q << 1; q ^= q << 2; q ^= q << 4; q &= 255;
    if (q & 128) q ^= 9;
    sbox[p] = q ^ (q << 1 | q >> 7) ^ (q << 2 | q >> 6) ^ (q << 3 | q >> 5) ^ (q << 4 | q >> 4) ^ 99;
  } while (p !== 1);
  sbox[0] = 99;
  for (let i = 0; i < 256; i++) {
    const s = sbox[i], d = s << 1 ^ (s & 128 ? 0x11b : 0);
    t[i] = d << 24 | s << 16 | s << 8 | d ^ s;
  }
  const sub = w => sbox[w >>> 24] << 24 | sbox[w >>> 16 & 255] << 16 | sbox[w >>> 8 & 255] << 8 | sbox[w & 255];
  const k = new Int32Array(60);
  for (let i = 0; i < 8; i++) k[i] = view(key).getInt32(4 * i);
  for (let i = 8, r = 1; i < 60; i++) {
    let w = k[i - 1];
    if (i % 8 === 0) { w = sub(w << 8 | w >>> 24) ^ r << 24; r <<= 1; } else if (i % 8 === 4) w = sub(w);
    k[i] = k[i - 8] ^ w;
  }
  const rot = (w, n) => w >>> n | w << 32 - n;
  return (data, out) => {
    const block = new DataView(new ArrayBuffer(16)), bytes = new Uint8Array(block.buffer);
    for (let at = 0, n = 1; at < data.length; at += 16, n++) {
      block.setUint32(0, n, true); block.setUint32(4, Math.floor(n / 2 ** 32), true);
      let a = block.getInt32(0) ^ k[0], b = block.getInt32(4) ^ k[1], c = k[2], d = k[3];
      for (let r = 4; r < 56; r += 4) {
        const f = (w, x, y, z) => t[w >>> 24] ^ rot(t[x >>> 16 & 255], 8) ^ rot(t[y >>> 8 & 255], 16) ^ rot(t[z & 255], 24);
        [a, b, c, d] = [f(a, b, c, d) ^ k[r], f(b, c, d, a) ^ k[r + 1], f(c, d, a, b) ^ k[r + 2], f(d, a, b, c) ^ k[r + 3]];
      }
      const g = (w, x, y, z) => sbox[w >>> 24] << 24 | sbox[x >>> 16 & 255] << 16 | sbox[y >>> 8 & 255] << 8 | sbox[z & 255];
      [g(a, b, c, d), g(b, c, d, a), g(c, d, a, b), g(d, a, b, c)].forEach((w, i) => block.setInt32(4 * i, w ^ k[56 + i]));
      for (let i = 0; i < 16 && at + i < data.length; i++) out[at + i] = data[at + i] ^ bytes[i];
      block.setUint32(8, 0); block.setUint32(12, 0);
    }
    return out;
  };
}

// Whether a file is an AES-256 ZIP around one stored entry; its parts if so.
async function outerZip(blob) {
  const head = new Uint8Array(await blob.slice(0, 400).arrayBuffer());
  if (head.length < 60 || view(head).getUint32(0, true) !== 0x04034b50 || view(head).getUint16(8, true) !== 99) return null;
  const v = view(head), n = v.getUint16(26, true), x = v.getUint16(28, true), sizes = [v.getUint32(22, true), v.getUint32(18, true)];
  const extra = head.subarray(30 + n, 30 + n + x);
  let aes;
  try { zip64(extra, sizes, ""); aes = [...extras(extra, "")].find(([kind]) => kind === 0x9901); } catch { return null; }
  if (!aes || aes[1].length < 7 || aes[1][4] !== 3 || aes[1][5] || aes[1][6]) return null;
  return { at: 30 + n + x, size: sizes[1] };
}
async function openOuter(blob, outer, password) {
  if (outer.size > HERE) throw new TooBig("");
  const raw = new Uint8Array(await blob.slice(outer.at, outer.at + outer.size).arrayBuffer());
  const base = await crypto.subtle.importKey("raw", utf8(password), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-1", salt: raw.subarray(0, 16), iterations: 1000 };
  const keys = new Uint8Array(await crypto.subtle.deriveBits(how, base, 528));
  if (!same(keys.subarray(64), raw.subarray(16, 18))) return null;
  const mac = await crypto.subtle.importKey("raw", keys.subarray(32, 64), { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
  const data = raw.subarray(18, raw.length - 10);
  const tag = new Uint8Array(await crypto.subtle.sign("HMAC", mac, data)).subarray(0, 10);
  if (!same(tag, raw.subarray(raw.length - 10))) return null;
  return new Blob([aesKeystream(keys.subarray(0, 32))(data, new Uint8Array(data.length))]);
}
