// Signs a paper with a key file (PKCS#12). The file and its password never leave the browser: only the signature does.
// All cryptography is the browser's own; here the parts are found and put together (RFC 7292, RFC 8018, RFC 5652).
const OF_KEY = "2a864886f70d010c0a0102";
const OF_CERTIFICATE = "2a864886f70d010c0a0103";
const ENCRYPTED = "2a864886f70d010706";
const PBES2 = "2a864886f70d01050d";
const PBKDF2 = "2a864886f70d01050c";
const AES = { "608648016503040102": 128, "60864801650304012a": 256 };
const DIGESTS = { "2a864886f70d0207": "SHA-1", "2a864886f70d0209": "SHA-256", "2a864886f70d020b": "SHA-512" };
const ELLIPTIC = "2a8648ce3d0201";
const RSA = "2a864886f70d010101";
const CURVES = { "2a8648ce3d030107": "P-256", "2b81040022": "P-384", "2b81040023": "P-521" };

class Trouble extends Error {}

for (const form of document.querySelectorAll("[data-key-file]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say(form, null);
    form.querySelector("button").disabled = true;
    try {
      const file = form.elements.file.files[0];
      if (!file) throw new Trouble("no_file");
      const key = await opened(new Uint8Array(await file.arrayBuffer()), form.elements.password.value);
      await sign(form, key);
      location.assign(form.dataset.after);
    } catch (trouble) {
      say(form, trouble instanceof Trouble ? trouble.message : "failed");
    } finally {
      form.elements.password.value = "";
      form.querySelector("button").disabled = false;
    }
  });
}

function say(form, code) {
  const known = form.querySelector(`[data-said="${CSS.escape(code ?? "")}"]`);
  for (const one of form.querySelectorAll("[data-said]")) one.hidden = one !== known;
  const told = form.querySelector("[data-told]");
  told.hidden = code === null || known !== null;
  told.textContent = told.hidden ? "" : code;
}

// The key and the certificate that belongs to it. Only PBES2 with AES is opened; what is older is told as such.
// The integrity code is left aside: a wrong password shows on opening, and the server checks what was signed.
async function opened(file, password) {
  const secret = new TextEncoder().encode(password);
  let bags;
  try {
    bags = bagsOf(file);
  } catch {
    throw new Trouble("not_a_key_file");
  }
  const found = { keys: [], certificates: [] };
  for (const bag of bags) await take(found, bag, secret);
  if (found.keys.length !== 1 || found.certificates.length === 0) throw new Trouble("not_a_key_file");
  return paired(found.keys[0], found.certificates);
}

// Parts of the file as they lie in it: encrypted as a whole, or a list whose keys are encrypted one by one.
function bagsOf(file) {
  const [, authenticated] = children(read(file));
  const safe = contentOf(authenticated);
  return children(read(safe.body)).map((info) => {
    const [type, wrapped] = children(info);
    if (text(type) !== ENCRYPTED) return { list: read(read(wrapped.body).body) };
    const [, scheme, sealed] = children(children(read(wrapped.body))[1]);
    return { scheme, sealed: sealed.body };
  });
}

function contentOf(info) {
  return read(children(info)[1].body);
}

async function take(found, bag, secret) {
  const list = bag.list ?? read(await decrypted(bag.scheme, bag.sealed, secret));
  for (const one of children(list)) {
    const [type, wrapped] = children(one);
    const value = read(wrapped.body);
    if (text(type) === OF_KEY) {
      const [scheme, sealed] = children(value);
      found.keys.push(await decrypted(scheme, sealed.body, secret));
    }
    if (text(type) === OF_CERTIFICATE) found.certificates.push(read(children(value)[1].body).body);
  }
}

async function decrypted(scheme, sealed, secret) {
  const [name, parameters] = children(scheme);
  if (text(name) !== PBES2) throw new Trouble("old_protection");
  const [derivation, cipher] = children(parameters);
  const [kind, how] = children(derivation);
  const [salt, rounds, ...more] = children(how);
  const digest = more.find((one) => one.tag === 0x30);
  const hash = digest ? DIGESTS[text(children(digest)[0])] : "SHA-1";
  const [method, vector] = children(cipher);
  const bits = AES[text(method)];
  if (text(kind) !== PBKDF2 || !hash || !bits) throw new Trouble("old_protection");
  const source = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", salt: salt.body, iterations: number(rounds.body), hash };
  const key = await crypto.subtle.deriveKey(way, source, { name: "AES-CBC", length: bits }, false, ["decrypt"]);
  try {
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: vector.body }, key, sealed));
    children(read(plain)); // another password may leave padding that looks right
    return plain;
  } catch {
    throw new Trouble("wrong_password");
  }
}

async function paired(info, certificates) {
  const [kind, parameters] = children(children(read(info))[1]);
  const elliptic = text(kind) === ELLIPTIC;
  const namedCurve = elliptic ? CURVES[text(parameters)] : null;
  if ((elliptic && !namedCurve) || (!elliptic && text(kind) !== RSA)) throw new Trouble("unsupported_key");
  const way = elliptic ? { name: "ECDSA", namedCurve } : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const use = { name: way.name, hash: "SHA-256" };
  const key = await crypto.subtle.importKey("pkcs8", info, way, false, ["sign"]);
  const question = new TextEncoder().encode("which certificate is mine?");
  const proof = await crypto.subtle.sign(use, key, question);
  for (const certificate of certificates) {
    const parts = partsOf(certificate);
    try {
      const holder = await crypto.subtle.importKey("spki", parts.publicKey, way, false, ["verify"]);
      if (await crypto.subtle.verify(use, holder, proof, question)) return { key, use, elliptic, certificate, ...parts };
    } catch {
      continue; // a key of another kind: an authority's
    }
  }
  throw new Trouble("not_a_key_file");
}

function partsOf(certificate) {
  const fields = children(children(read(certificate))[0]);
  const rest = fields[0].tag === 0xa0 ? fields.slice(1) : fields;
  return { serial: rest[0].whole, issuer: rest[2].whole, publicKey: rest[5].whole };
}

// --- Reading DER: a value is its tag, its body and the whole of its bytes.

function read(bytes, start = 0) {
  const first = bytes[start + 1];
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (first === undefined || first === 0x80 || count > 4) throw new RangeError("not DER");
  const begin = start + 2 + count;
  const size = count === 0 ? first : number(bytes.subarray(start + 2, begin));
  if (begin + size > bytes.length) throw new RangeError("not DER");
  return { tag: bytes[start], body: bytes.subarray(begin, begin + size), whole: bytes.subarray(start, begin + size) };
}

function children(value) {
  const found = [];
  for (let at = 0; at < value.body.length; at += found.at(-1).whole.length) found.push(read(value.body, at));
  return found;
}

function number(bytes) {
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

function text(value) {
  return Array.from(value.body, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function sign(form, key) {
  const prepared = await post(form, "prepare", {});
  const cms = await signature(fromBase64(prepared.digest), key);
  await post(form, "complete", { session: prepared.session, cms: toBase64(cms) });
}

async function post(form, step, body) {
  const answer = await fetch(`${form.dataset.keyFile}/${step}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": form.elements.csrf_token.value },
    body: JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Trouble(told.refusals?.[0]?.message || told.detail || told.title || "failed");
  return told;
}

// --- A detached CMS in DER: RFC 5652, with signing-certificate-v2 of RFC 5035.

const OID = {
  data: "06092a864886f70d010701",
  signedData: "06092a864886f70d010702",
  contentType: "06092a864886f70d010903",
  messageDigest: "06092a864886f70d010904",
  signingCertificate: "060b2a864886f70d010910022f",
  sha256: "0609608648016503040201",
  ecdsa: "06082a8648ce3d040302",
  rsa: "06092a864886f70d01010b",
};

async function signature(digest, key) {
  const [data, sha256] = [hex(OID.data), seq(hex(OID.sha256))];
  const named = seq(seq(seq(octets(await hash(key.certificate)))));
  const attributes = [
    seq(hex(OID.contentType), set(data)),
    seq(hex(OID.messageDigest), set(octets(digest))),
    seq(hex(OID.signingCertificate), set(named)),
  ].sort(inOrder);
  const signed = set(...attributes);
  const raw = new Uint8Array(await crypto.subtle.sign(key.use, key.key, signed));
  const signer = seq(
    integer(1),
    seq(key.issuer, key.serial),
    sha256,
    tagged(0xa0, ...attributes),
    key.elliptic ? seq(hex(OID.ecdsa)) : seq(hex(OID.rsa), hex("0500")),
    octets(key.elliptic ? pair(raw) : raw),
  );
  const content = seq(integer(1), set(sha256), seq(data), tagged(0xa0, key.certificate), set(signer));
  return seq(hex(OID.signedData), tagged(0xa0, content));
}

async function hash(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

function inOrder(one, other) {
  const place = one.findIndex((byte, at) => byte !== other[at]);
  return place < 0 ? one.length - other.length : one[place] - (other[place] ?? -1);
}

// ECDSA as the browser gives it, r and s side by side, to the two integers of DER.
function pair(raw) {
  const half = raw.length / 2;
  return seq(positive(raw.slice(0, half)), positive(raw.slice(half)));
}

function positive(bytes) {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.slice(start);
  return tagged(0x02, digits[0] & 0x80 ? join([Uint8Array.of(0), digits]) : digits);
}

function integer(number) {
  return tagged(0x02, Uint8Array.of(number));
}

function octets(bytes) {
  return tagged(0x04, bytes);
}

function seq(...parts) {
  return tagged(0x30, ...parts);
}

function set(...parts) {
  return tagged(0x31, ...parts);
}

function tagged(tag, ...parts) {
  const body = join(parts);
  return join([Uint8Array.of(tag), length(body.length), body]);
}

function length(size) {
  if (size < 0x80) return Uint8Array.of(size);
  const digits = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return Uint8Array.of(0x80 | digits.length, ...digits);
}

function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function hex(digits) {
  return Uint8Array.from(digits.match(/../g), (two) => parseInt(two, 16));
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function toBase64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
