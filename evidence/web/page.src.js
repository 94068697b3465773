// The page: files in, verdict out. TEXT {code: [says, next], word…} and WARD (trust.json, or null) are put in front by page.py.

const $ = id => document.getElementById(id);
const el = (tag, props = {}, ...kids) => { const e = Object.assign(document.createElement(tag), props); e.append(...kids); return e; };
const state = { bundles: [], options: { trust: noTrust(), known: {} }, files: {} };
const MARK = { fatal: "✕", error: "✕", indeterminate: "?", warning: "!" };

async function bytesOf(file) {
  if (file.size > 4 * 2 ** 20) throw new SyntaxError(file.name);
  return new Uint8Array(await file.arrayBuffer());
}

// Each file by what it is: bundles are verified, the ward's own documents say what to expect.
async function take(files) {
  state.bundles = [];
  const named = n => [...files].find(f => f.name === n);
  try {
    for (const file of files) {
      if (/\.(zip|asic[es]|sc[es])$/i.test(file.name)) state.bundles.push(file);
      else if (/^trust.*\.json$/i.test(file.name)) { const t = await loadTrust(await bytesOf(file)); await wardHolds(t, file, named(file.name + ".p7s")); state.options.trust = t; shown("trust", file.name); }
      else if (/^request.*\.json$/i.test(file.name)) { const raw = await bytesOf(file); typed("Request", raw); state.options.known.request = raw; shown("request", file.name); }
      else if (/^receipt.*\.json$/i.test(file.name)) {
        const raw = await bytesOf(file), p7s = named(file.name + ".p7s"), check = new Check(state.options);
        if (!p7s || !await check.isWard((await detached(raw, await bytesOf(p7s))).cert)) throw new SyntaxError(file.name);
        state.options.known.receipt = typed("Receipt", raw); shown("receipt", file.name);
      } else if (!/\.p7s$/i.test(file.name)) throw new SyntaxError(file.name);
    }
  } catch (e) { if (e instanceof TypeError || e instanceof SyntaxError || e instanceof Refused) return say(TEXT.bad_file + " " + e.message); throw e; }
  await judgeAll();
}
async function wardHolds(trust, file, p7s) {
  if (!p7s) return;
  const check = new Check({ trust });
  if (!await check.isWard((await detached(await bytesOf(file), await bytesOf(p7s))).cert)) throw new SyntaxError(file.name);
}
const shown = (what, name) => { state.files[what] = name; $("known").replaceChildren(...Object.entries(state.files).map(([k, v]) => el("li", {}, `${TEXT["has_" + k]}: ${v}`))); };
const say = text => { $("status").textContent = text; };

async function judgeAll() {
  if (!state.bundles.length) return say(TEXT.no_bundle);
  $("results").replaceChildren();
  for (const file of state.bundles) {
    say(TEXT.working + " " + file.name);
    try { await judgeOne(file); } catch (e) {
      const why = e instanceof TooBig ? TEXT.too_big : `${TEXT.NOT_JUDGED.join(" ")} (NOT_JUDGED ${e.name})`;
      $("results").append(el("section", { className: "INDETERMINATE" }, el("h2", { tabIndex: -1 }, TEXT.INDETERMINATE), el("p", {}, file.name), el("p", {}, why)));
    }
  }
  say(TEXT.done);
  $("results").querySelector("h2")?.focus();
}
async function judgeOne(file) {
  const fp = $("pin").value.replace(/[\s:\u3000-]/g, "").toLowerCase();
  if (fp && !/^[0-9a-f]{64}$/.test(fp)) return say(TEXT.bad_pin);
  const trust = { ...state.options.trust, anyRole: new Set(fp ? [fp] : []) };
  let blob = file;
  const outer = await outerZip(file);
  if (outer) {
    blob = await openOuter(file, outer, $("password").value.trim());
    if (!blob) { $("secret").hidden = false; $("password").focus(); $("results").append(el("p", {}, `${file.name}: ${TEXT.password_needed}`)); return; }
  }
  const report = await verify(blob, { ...state.options, trust, repacked: $("repacked").checked });
  $("results").append(await card(file, report));
}

async function card(file, r) {
  const b = r.bundle, rows = [[TEXT.file, file.name], [TEXT.bundle_id, r.id || "—"]];
  if (b && r.verdict !== "INVALID") rows.push([TEXT.contract, `${b.contract.no} ${b.contract.title}`], [TEXT.parties, `${b.contract.ward} / ${b.contract.contractor}`],
    [TEXT.year, String(b.fiscal_year)], [TEXT.created, b.created], [TEXT.counts, `${b.counts.pass} / ${b.counts.fail} / ${b.counts.na} / ${b.counts.manual}`],
    [TEXT.hosts, b.hosts.map(h => h.id).join(", ") || "—"]);
  for (const s of r.signatures) rows.push([TEXT[s.role], `${s.subject}(${TEXT[s.trusted ? "trusted" : "untrusted"]})${s.at} ${TEXT[s.source]}\n${s.key.match(/.{4}/g).join(" ")}`]);
  rows.push([TEXT.checked_at, new Date().toLocaleString("ja-JP")]);
  const list = el("ul", { className: "codes" });
  for (const c of r.codes) list.append(el("li", { className: c.severity }, el("b", {}, `${MARK[c.severity]} ${TEXT[c.code][0]}`), el("br"), TEXT[c.code][1],
    el("small", {}, ` (${c.step} ${c.code}${c.where ? " " + c.where : ""})`)));
  const section = el("section", { className: r.verdict }, el("h2", { tabIndex: -1 }, `${TEXT.verdict}: ${TEXT[r.verdict]}`),
    el("table", {}, ...rows.map(([k, v]) => el("tr", {}, el("th", { scope: "row" }, k), el("td", {}, v)))), list);
  if (r.verdict !== "INVALID") {
    const names = r.codes.map(c => c.code);
    section.append(el("p", { className: "limits" }, names.some(c => c === "REQ_MISSING" || c === "REQ_UNTRUSTED") ? TEXT.limits_request : TEXT.limits, names.includes("SIGNER_UNTRUSTED") ? TEXT.limits_signer : ""));
    if (r.zip?.entries.has("01_report.html") && r.zip.entries.get("01_report.html").size < 2 ** 24) section.append(await reportFrame(r.zip));
  }
  section.append(el("button", { type: "button", className: "noprint", onclick: () => print() }, TEXT.print));
  return section;
}
// The report from the bytes that were checked, without scripts, links or network.
async function reportFrame(zip) {
  const html = new TextDecoder().decode(await zip.get("01_report.html"));
  const lock = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none';style-src 'unsafe-inline';img-src data:\">";
  const frame = el("iframe", { title: TEXT.report, className: "noprint", srcdoc: html.replace(/^(\s*<!doctype[^>]*>)?/i, "$&" + lock) });
  frame.setAttribute("sandbox", "");
  return el("details", { className: "noprint" }, el("summary", {}, TEXT.report), frame);
}

async function start() {
  for (const e of document.querySelectorAll("[data-t]")) e.textContent = TEXT[e.dataset.t];
  if (WARD) { state.options.trust = await loadTrust(utf8(JSON.stringify(WARD))); shown("trust", WARD.ward); }
  const input = $("files");
  input.onclick = () => { input.value = ""; };
  input.onchange = () => take(input.files);
  $("again").onclick = judgeAll;
  $("password").onkeydown = e => { if (e.key === "Enter") judgeAll(); };
  addEventListener("dragover", e => e.preventDefault());
  addEventListener("drop", e => { e.preventDefault(); take(e.dataTransfer.files); });
}
start().then(() => { window.ready = true; });
