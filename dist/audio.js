export const id = 892;
export const ids = [892];
export const modules = {

/***/ 892:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openFolder: () => (/* binding */ openFolder)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(760);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./build/outcome.js
var outcome = __webpack_require__(72);
// EXTERNAL MODULE: ./build/text/plain-line.js
var plain_line = __webpack_require__(93);
// EXTERNAL MODULE: ./build/text/show.js
var show = __webpack_require__(17);
// EXTERNAL MODULE: ./build/world/disk.js
var disk = __webpack_require__(26);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
// EXTERNAL MODULE: ./build/world/clock.js
var world_clock = __webpack_require__(5);
// EXTERNAL MODULE: ./build/world/node-errors.js
var node_errors = __webpack_require__(339);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(573);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(24);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(522);
;// CONCATENATED MODULE: ./build/audio/sniff.js
/** Recognizes a file by its first bytes (a ZIP also by its last). Parses nothing, so that no file can block it. */



const SAMPLE_BYTES = 4_096;
/** The end record and the longest comment after it (APPNOTE 4.3.16). */
const ZIP_END_BYTES = 22 + 65_535;
/** More than 4 kB can unpack to: deflate packs at most 1,032 to 1. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024;
const walk = (format) => ({ kind: 'walk', format });
const unchecked = (format, isVideo = false) => ({ kind: 'unchecked', format, isVideo });
const other = (format) => ({ kind: 'other', format, isImage: false, isCut: false });
const sniff_image = (format) => ({ kind: 'other', format, isImage: true, isCut: false });
const UNKNOWN = { kind: 'walk', format: 'unknown' };
/** Patterns of the first bytes, as Latin-1. The first match counts. */
const KNOWN = [
    [/^\x89PNG/, sniff_image('png')],
    [/^\xff\xd8\xff/, sniff_image('jpg')],
    [/^GIF8/, sniff_image('gif')],
    [/^RIFF[^]{4}WEBP/, sniff_image('webp')],
    [/^[^]{4}ftypavi[fs]/, sniff_image('avif')],
    [/^[^]{4}ftyp(?:hei|hev|mif|msf)/, sniff_image('heic')],
    [/^(?:II\*\0|MM\0\*)/, sniff_image('tif')],
    [/^(?:RIFF|RF64|BW64)[^]{4}WAVE/, walk('wav')],
    [/^fLaC/, walk('flac')],
    [/^OggS[^]{20,60}OpusHead/, walk('opus')],
    [/^OggS/, walk('ogg')],
    [/^[^]{4}ftypM4[AB]/, walk('m4a')],
    [/^[^]{4}(?:ftypqt|moov|mdat|free|skip|wide|pnot)/, walk('mov')],
    [/^[^]{4}(?:ftyp|moof|styp|sidx)/, walk('mp4')],
    [/^\x1a\x45\xdf\xa3[^]{1,60}webm/, walk('webm')],
    [/^\x1a\x45\xdf\xa3/, walk('mkv')],
    [/^(?:ID3[\x02-\x04]|\xff[\xe2-\xef\xf1-\xff])/, walk('mp3')],
    [/^FORM[^]{4}AIF[FC]/, unchecked('aiff')],
    [/^\x30\x26\xb2\x75\x8e\x66\xcf\x11/, unchecked('wma')],
    [/^#!AMR/, unchecked('amr')],
    [/^caff\0/, unchecked('caf')],
    [/^\.snd\0/, unchecked('au')],
    [/^RIFF[^]{4}AVI /, unchecked('avi', true)],
    [/^\0\0\x01[\xb3\xba]/, unchecked('mpg', true)],
    [/^G[^]{187}G[^]{187}G/, unchecked('ts', true)],
    [/^PK(?:\x03\x04|\x05\x06)/, other('zip')],
    [/^MThd/, other('mid')],
    [/^%PDF/, other('pdf')],
    [/^\x1f\x8b\x08/, other('gz')],
    [/^7z\xbc\xaf/, other('7z')],
    [/^Rar!/, other('rar')],
    [/^\x7fELF|^MZ[^]{60}\0\0/, other('exe')],
];
/** `isHeaderless`: as in `sniffSample`. Throws the system's errors. */
async function sniff(path, isHeaderless) {
    const file = await external_node_fs_.promises.open(path);
    const read = async (start, length) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
        return buffer.subarray(0, bytesRead);
    };
    try {
        const sniffed = sniffSample(await read(0, SAMPLE_BYTES), isHeaderless);
        if (sniffed.kind !== 'other' || sniffed.format !== 'zip')
            return sniffed;
        const { size } = await file.stat();
        const end = await read(Math.max(0, size - ZIP_END_BYTES), ZIP_END_BYTES);
        return { ...sniffed, isCut: !end.includes('PK\x05\x06', 0, 'latin1') };
    }
    finally {
        await file.close();
    }
}
/**
 * Recognizes a file by `sample`, its first 4,096 bytes, or all if it is shorter. `isHeaderless`: samples without a header may look like
 * anything except plain text.
 */
function sniffSample(sample, isHeaderless) {
    if (sample.length === 0)
        return { kind: 'text', what: 'nothing' };
    const text = textIn(sample, isHeaderless);
    if (isHeaderless)
        return text ?? UNKNOWN;
    const start = sample.toString('latin1');
    const known = KNOWN.find(([pattern]) => pattern.test(start))?.[1] ?? UNKNOWN;
    if (known.kind !== 'other')
        return text ?? known;
    if (known.format === 'gz')
        return textIn(unpacked(sample), false) ?? known;
    // Except for PDF, a text may begin with the same bytes.
    return known.format === 'pdf' ? known : (text ?? known);
}
function textIn(sample, isStrict) {
    const text = decode(sample, isStrict)?.replace(/^\ufeff/, '');
    if (text === undefined || text === '' || /[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufeff\ufffe\uffff]/.test(text))
        return null;
    if (/^\s*<(?:!doctype html|html|head|body)/i.test(text))
        return { kind: 'text', what: 'a web page' };
    if (/^\s*</.test(text))
        return { kind: 'text', what: 'XML' };
    return { kind: 'text', what: /^\s*[[{]/.test(text) ? 'JSON' : 'text' };
}
/** `null` unless the bytes are UTF-8, UTF-16 or (unless `isStrict`) mostly ASCII, which is read as Latin-1. */
function decode(sample, isStrict) {
    const [first, second] = [sample[0], sample[1]];
    const even = sample.subarray(0, sample.length & ~1);
    if (first === 0xff && second === 0xfe)
        return even.toString('utf16le');
    if (first === 0xfe && second === 0xff)
        return Buffer.from(even).swap16().toString('utf16le');
    // UTF-16 without a byte order mark, if it begins with two ASCII characters.
    if (!isStrict && second === 0 && /^(?:[\t\n\r -~]\0){2}/.test(sample.toString('latin1', 0, 4)))
        return even.toString('utf16le');
    // The sample may cut the last character in two.
    const whole = [0, 1, 2, 3].find((cut) => (0,external_node_buffer_.isUtf8)(sample.subarray(0, sample.length - cut)));
    if (whole !== undefined)
        return sample.toString('utf8', 0, sample.length - whole);
    const letters = sample.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0);
    return isStrict || letters < sample.length * 0.75 ? null : sample.toString('latin1');
}
function unpacked(sample) {
    try {
        const options = { finishFlush: external_node_zlib_.constants.Z_SYNC_FLUSH, maxOutputLength: MAX_UNPACKED_BYTES };
        return (0,external_node_zlib_.gunzipSync)(sample, options).subarray(0, SAMPLE_BYTES);
    }
    catch {
        return Buffer.alloc(0);
    }
}

;// CONCATENATED MODULE: ./build/audio/walk.js
/**
 * What the inspector found in a file, and whether the file is complete. The inspector sends only numbers and our own words, never text
 * from the file.
 */

/** The containers that the inspector reads, named by their extension. */
const FORMATS = [
    ...['mp3', 'aac', 'wav', 'flac', 'ogg', 'opus'],
    ...['mp4', 'm4a', 'mov', 'webm', 'mkv'],
];
/** How a file can be cut: its last frame, page and so on is incomplete, or the last page fails its checksum. */
const ENDS = ['frame', 'page', 'chunk', 'box', 'element', 'checksum'];
/** The walk of an empty file, from which every walker starts. */
const NOTHING = {
    format: 'mp3',
    hasAudio: false,
    hasVideo: false,
    isEncrypted: false,
    foundSeconds: 0,
    announcedSeconds: null,
    strayBytes: 0,
    hollowSeconds: 0,
    cutIn: null,
    lacksEndMark: false,
};
/** More than both of these means that a part is missing. Less is normal: encoders pad and round. */
const MISSING_SHARE = 0.01;
const MISSING_SECONDS = 0.5;
/** In a shorter file, this share alone counts. */
const SHORT_SECONDS = 5;
const MISSING_SHARE_OF_SHORT = 0.1;
/** More than both of these means that the file contains something else. */
const MAX_STRAY_BYTES = 4_096;
const MAX_STRAY_SHARE = 0.1;
const MAX_HOLLOW_SECONDS = 0.5;
/** What is wrong with a file of `bytes` bytes, as a sentence that continues its name; '' if it is complete. */
function whatIsWrong(walk, bytes) {
    const { announcedSeconds: announced, foundSeconds: found } = walk;
    if (walk.isEncrypted)
        return 'is encrypted: nobody can play it without a key';
    if (announced !== null && isLess(found, announced)) {
        return `holds ${clock(found)} of the ${clock(announced)} that its header announces: it was cut off or damaged`;
    }
    if (walk.cutIn !== null) {
        const end = walk.cutIn === 'checksum' ? 'a page that fails its checksum' : `an incomplete ${walk.cutIn}`;
        return `ends with ${end}: it was cut off or damaged`;
    }
    if (!walk.hasAudio && !walk.hasVideo)
        return 'has no track that can be read: it is damaged';
    if (found === 0)
        return 'holds nothing that can be played: no sound follows its header';
    if (walk.strayBytes > MAX_STRAY_BYTES && walk.strayBytes > bytes * MAX_STRAY_SHARE) {
        const share = `${(0,show/* formatBytes */.z3)(walk.strayBytes)} of its ${(0,show/* formatBytes */.z3)(bytes)}`;
        return `holds ${clock(found)}, but ${share} are something else: it is damaged`;
    }
    if (walk.hollowSeconds > MAX_HOLLOW_SECONDS) {
        return `has nothing but zeros or text for ${clock(walk.hollowSeconds)} of its ${clock(found)}: it is damaged`;
    }
    return '';
}
function isLess(found, announced) {
    const missing = announced - found;
    return announced < SHORT_SECONDS
        ? missing > announced * MISSING_SHARE_OF_SHORT
        : missing > announced * MISSING_SHARE && missing > MISSING_SECONDS;
}
/** As players show it, with tenths below ten seconds: `3:02`, `0:00.3`. */
function clock(seconds) {
    const shown = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
    const rest = Math.round((shown % 60) * 10) / 10;
    return `${Math.floor(shown / 60)}:${rest < 10 ? '0' : ''}${rest}`;
}
/** Reads what the inspector printed. `null` if it is not a report: a hostile file might make it print anything. */
function parseReport(text) {
    try {
        // The thread that watches the bounds may print a second line at the same moment.
        const report = JSON.parse(text.split('\n', 1)[0] ?? '');
        return isReport(report) ? report : null;
    }
    catch {
        return null;
    }
}
function isReport(value) {
    const { kind, walk, bound, code } = fields(value);
    if (kind === 'walked')
        return isWalk(fields(walk));
    if (kind === 'bound')
        return bound === 'time' || bound === 'memory';
    if (kind === 'machine')
        return /^[A-Z_]{0,30}$/.test(String(code));
    return kind === 'unknown' || kind === 'broken';
}
/** Whether every field has the right type, and every word is on its list. */
function isWalk(walk) {
    const { format, cutIn, announcedSeconds } = walk;
    return (Object.entries(NOTHING).every(([name, usual]) => usual === null || typeof walk[name] === typeof usual) &&
        (announcedSeconds === null || typeof announcedSeconds === 'number') &&
        (cutIn === null || ENDS.some((name) => name === cutIn)) &&
        FORMATS.some((name) => name === format));
}
function fields(value) {
    return typeof value === 'object' && value !== null ? { ...value } : {};
}

;// CONCATENATED MODULE: ./build/audio/check.js
/**
 * Finds out what a file contains and whether it is complete. The inspector, a separate program with bounds, reads audio and video: so no
 * file can block, crash or exhaust this process.
 */







const MAX_AT_A_TIME = 2;
const MIB = 1024 * 1024;
/** An inspection may take this many times its processor time by the clock. If it takes longer, the disk does not answer. */
const WALL_FACTOR = 20;
/** A report takes a few hundred bytes. */
const MAX_REPORT_BYTES = 16 * 1024;
/** An hour of MP3 needs one second and 100 MB. */
function boundsFor(bytes) {
    return { cpuMs: 30_000 + bytes / 10_000, memoryBytes: 512 * MIB, heapBytes: 384 * MIB };
}
/** Make one per step: it inspects at most two files at a time. */
function createCheck(inspector, clock) {
    const takeTurn = (0,p_limit/* default */.A)(MAX_AT_A_TIME);
    return async (file, stop) => {
        const sniffed = await sniff(file.path, file.isHeaderless).catch((error) => unreadable((0,node_errors/* codeOf */.$N)(error)));
        if (sniffed.kind !== 'walk')
            return sniffed;
        if (file.isHeaderless)
            return { kind: 'unknown' };
        return takeTurn(async () => stop.aborted ? { kind: 'stopped' } : inspect(file, sniffed.format, { ...inspector, clock }, stop));
    };
}
async function inspect({ path, bytes }, begins, { clock, ...inspector }, stop) {
    const bounds = inspector.bounds ?? boundsFor(bytes);
    const { cpuMs, memoryBytes } = bounds;
    const wallMs = cpuMs * WALL_FACTOR;
    const args = [path, begins, `${cpuMs}`, `${memoryBytes}`];
    const ended = await (0,world_clock/* withTimeLimit */.B)(clock, wallMs, stop, (limit) => runInspector(inspector, args, bounds, limit));
    if (stop.aborted)
        return { kind: 'stopped' };
    const unread = (why) => ({
        kind: 'damaged',
        format: begins,
        why: `could not be read to its end${why}: it is damaged`,
    });
    switch (ended.kind) {
        case 'walked':
            return contentOf(ended.walk, bytes);
        case 'unknown':
            return ended;
        case 'broken':
            return unread('');
        case 'bound':
            return ended.bound === 'time'
                ? unread(` within ${(0,show/* formatDuration */.a3)(cpuMs)} of processor time`)
                : unread(` within ${Math.round(memoryBytes / MIB)} MB of memory`);
        case 'machine':
            return unreadable(ended.code);
        case 'slow':
            return machine(`reading it took longer than ${(0,show/* formatDuration */.a3)(wallMs)}: the disk or the machine is too slow`);
        case 'not-run':
            return machine(`its inspection ${ended.why}`);
    }
}
function contentOf(walk, bytes) {
    const { format, foundSeconds, hasVideo, lacksEndMark } = walk;
    const why = whatIsWrong(walk, bytes);
    if (why !== '')
        return { kind: 'damaged', format, why };
    const seconds = Math.round(foundSeconds * 1000) / 1000;
    const warnings = lacksEndMark ? ['has no end mark: all it holds is intact, but more may be missing'] : [];
    return { kind: 'media', format, isVideo: hasVideo, seconds, warnings };
}
const machine = (why) => ({ kind: 'machine', why });
const unreadable = (code) => machine(`its bytes could not be read on this machine (${code || 'no reason given'})`);
/** Signals of a process that crashes: out of memory, or a bug in Node. On Windows its exit code is above 1. */
const OWN_SIGNALS = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS'];
/** Resolves when the process has ended. */
function runInspector({ node, program }, args, { heapBytes }, limit) {
    return new Promise((resolve) => {
        const notStarted = (error) => resolve({ kind: 'not-run', why: `could not be started (${(0,node_errors/* codeOf */.$N)(error)})` });
        let child;
        try {
            child = (0,external_node_child_process_.spawn)(node, [`--max-old-space-size=${Math.round(heapBytes / MIB)}`, program, ...args], {
                // No environment: it holds the key. No output but the report: a library's warnings may quote the file.
                env: {},
                stdio: ['ignore', 'pipe', 'ignore'],
                windowsHide: true,
            });
        }
        catch (error) {
            notStarted(error);
            return;
        }
        let printed = '';
        const kill = () => void child.kill('SIGKILL');
        limit.addEventListener('abort', kill);
        if (limit.aborted)
            kill();
        child.stdout
            ?.setEncoding('latin1')
            .on('error', kill)
            .on('data', (chunk) => {
            printed = (printed + chunk).trimStart();
            if (printed.length > MAX_REPORT_BYTES)
                kill();
        });
        // Only a process that has started surely emits `close`, after any other error too.
        child.on('error', (error) => {
            if (child.pid === undefined)
                notStarted(error);
        });
        child.on('close', (code, signal) => {
            limit.removeEventListener('abort', kill);
            const report = parseReport(printed);
            const isOwnEnd = signal === null ? code !== 1 : OWN_SIGNALS.includes(signal);
            if (limit.aborted)
                resolve({ kind: 'slow' });
            else if (report !== null)
                resolve(report);
            else if (isOwnEnd || printed.length > MAX_REPORT_BYTES)
                resolve({ kind: 'broken' });
            else
                resolve({ kind: 'not-run', why: `was ended from outside (${signal ?? `exit code ${code}`})` });
        });
    });
}

// EXTERNAL MODULE: ./build/mountsea/problems.js
var problems = __webpack_require__(257);
// EXTERNAL MODULE: ./build/text/url.js
var url = __webpack_require__(691);
// EXTERNAL MODULE: ./build/watch/pace.js
var pace = __webpack_require__(21);
// EXTERNAL MODULE: ./build/text/secret.js
var secret = __webpack_require__(240);
;// CONCATENATED MODULE: ./build/audio/response.js
/** Reads the status and headers of a storage host. All `why` are in our own words. */




/**
 * Content codings that are undone. We ask for none, but storage services send files as they were uploaded. Unknown codings are
 * ignored (`utf-8`, `none`, `aws-chunked`: object stores repeat the header of the upload); if there is no other, the bytes tell
 * whether they are a gzip.
 */
const PACKINGS = ['gzip', 'deflate', 'br'];
const REDIRECTS = [301, 302, 303, 307, 308];
/** Sorts a response by its meaning. `wallMs`: the date of this machine, in milliseconds since 1970. */
function sortResponse({ status, headers }, wallMs) {
    const header = (name) => (headers[name] ?? '').trim();
    const waitMs = (0,pace/* retryAfterMs */.Vs)(header, wallMs);
    if (status === 200 || status === 203)
        return sortFile(header);
    if (status === 206) {
        const [, last, total] = /^\s*bytes 0-(\d{1,15})\/(\d{1,15})\s*$/i.exec(header('content-range')) ?? [];
        const isWhole = last !== undefined && Number(last) + 1 === Number(total);
        return isWhole ? sortFile(header) : { kind: 'failed', why: 'only a part of the file was sent (HTTP 206)' };
    }
    if (REDIRECTS.includes(status))
        return { kind: 'redirect', location: header('location') };
    const why = `HTTP ${status}`;
    if ((0,problems/* mayPass */.bg)(status))
        return { kind: 'broken', why, retryAfterMs: waitMs };
    // Storage services answer so for an expired signed URL, and CDNs for a file that has not reached them yet.
    if ([401, 403, 404].includes(status)) {
        const meaning = 'the file is not there yet, or the URL has expired or is not readable';
        return { kind: 'not-there', why: `${why}: ${meaning}`, retryAfterMs: waitMs };
    }
    return { kind: 'failed', why: `${why}${status === 410 ? ': the URL has expired or is not readable' : ''}` };
}
function sortFile(header) {
    const contentType = header('content-type').replace(/;.*/, '').trim().toLowerCase();
    const codings = header('content-encoding')
        .toLowerCase()
        .split(',')
        .map((coding) => coding.trim().replace(/^x-/, ''))
        .filter((coding) => coding !== '' && coding !== 'identity');
    const known = codings.flatMap((coding) => PACKINGS.filter((packing) => packing === coding));
    const packings = known.length === 0 && codings.length > 0 ? ['gzip'] : known;
    const contentLength = parseLength(header('content-length'));
    if (contentLength === undefined) {
        return { kind: 'broken', why: 'the response has an invalid Content-Length', retryAfterMs: 0 };
    }
    const endIsMarked = contentLength !== null || /\bchunked\b/i.test(header('transfer-encoding'));
    return { kind: 'file', contentType, packings, contentLength, endIsMarked };
}
/** `null` if missing, `undefined` if invalid. A repeated equal value counts once (RFC 9110, 8.6). */
function parseLength(value) {
    if (value === '')
        return null;
    const [, length] = /^(\d{1,15})(?:\s*,\s*\1)*$/.exec(value) ?? [];
    return length === undefined ? undefined : Number(length);
}
/** Returns the target of a redirect: https, or http on this machine if the first URL was http. A string says why not. */
function redirectTarget(location, from, first) {
    if (location.includes(secret/* REDACTED */.XF))
        return 'it redirects to a URL that contained the API key';
    const to = location === '' ? null : URL.parse(location, from.href);
    if (to === null)
        return 'it redirects to nowhere';
    const isAllowed = to.protocol === 'https:' || ((0,url/* isSecureEnough */.M1)(to) && first.protocol === 'http:');
    if (!isAllowed)
        return `it redirects to ${(0,url/* showUrl */.jr)(to)}, which is not https`;
    return (0,url/* hasCredentials */.Lk)(to) ? `it redirects to ${(0,url/* showUrl */.jr)(to)} with a user name or password` : to;
}

;// CONCATENATED MODULE: ./build/audio/unpack.js
/** A packed body grows beyond the limits. `message` is in our own words. */
class UnpacksTooFar extends Error {
}
const MAX_GROWTH = 100;
const unpack_MAX_UNPACKED_BYTES = 2 * 1024 ** 3;
/** Signatures of files that are not packed, whatever the header says. */
const STORED = /^(?:ID3|RIFF|fLaC|OggS|FORM|.{4}ftyp|\x1aE\xdf\xa3)/s;
/**
 * Unpacks `body`, unless its bytes show that it is not packed. Throws the errors of `body` and of zlib, and `UnpacksTooFar`
 * beyond 100 times the bytes that travelled, or 2 GiB.
 */
async function* unpack(body, { packings, contentLength }) {
    if (packings.length === 0) {
        yield* body;
        return;
    }
    let travelled = 0;
    let unpacked = 0;
    async function* counted() {
        for await (const piece of body) {
            travelled += piece.length;
            yield piece;
        }
    }
    let bytes = counted();
    for (const packing of packings.toReversed())
        bytes = undo(bytes, packing);
    for await (const piece of bytes) {
        unpacked += piece.length;
        if (unpacked > unpack_MAX_UNPACKED_BYTES)
            throw new UnpacksTooFar('it unpacks to more than 2 GiB');
        if (unpacked > MAX_GROWTH * (contentLength ?? travelled)) {
            throw new UnpacksTooFar(`it unpacks to more than ${MAX_GROWTH} times its size`);
        }
        yield piece;
    }
}
async function* undo(packed, packing) {
    const { head, all } = await peek(packed);
    const [first = 0, second = 0] = head;
    const isGzip = first === 0x1f && second === 0x8b;
    if (STORED.test(head.toString('latin1')) || (packing === 'gzip' && !isGzip)) {
        yield* all;
        return;
    }
    // Loaded here, because few steps need it and loading slows every start.
    const zlib = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 522, 19));
    const { pipeline } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 466, 19));
    // "deflate" means either a zlib stream (RFC 1950), as the standard says, or bare deflate (RFC 1951).
    const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
    const inflater = isZlib || isGzip ? zlib.createUnzip() : zlib.createInflateRaw();
    const unpacker = packing === 'br' ? zlib.createBrotliDecompress() : inflater;
    // The loop below throws the errors.
    pipeline(all, unpacker).catch(() => undefined);
    const pieces = unpacker;
    yield* pieces;
}
/** Returns the first bytes of a body, and the whole body. */
async function peek(body) {
    const pieces = body[Symbol.asyncIterator]();
    const first = [];
    let length = 0;
    while (length < 12) {
        const piece = await pieces.next();
        if (piece.done === true)
            break;
        first.push(piece.value);
        length += piece.value.length;
    }
    async function* all() {
        try {
            yield* first;
            for (;;) {
                const piece = await pieces.next();
                if (piece.done === true)
                    return;
                yield piece.value;
            }
        }
        finally {
            await pieces.return?.();
        }
    }
    return { head: Buffer.concat(first).subarray(0, 12), all: all() };
}

;// CONCATENATED MODULE: ./build/audio/fetch.js
/** Fetches one file, in a few attempts, each from the start. Leaves either a whole part or nothing. */









/**
 * A promised file gets more patience, even after a 404: the URL of a task that has just ended is more often late than expired.
 * Other files must not hold up the job. `limitMs` bounds an attempt and the `Retry-After` that we accept: downloads have no
 * deadline, so "tomorrow" must not keep the job waiting.
 */
const PROMISED = { attempts: 5, limitMs: 30 * 60_000 };
const BEST_EFFORT = { attempts: 2, limitMs: 60_000 };
const STALL_LIMIT_MS = 30_000;
const MAX_REDIRECTS = 5;
const FIRST_PROGRESS_MS = 5_000;
const NEXT_PROGRESS_MS = 10_000;
/** Never the key, whatever the host. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' };
/** Fetches until the file is received, has failed for good or too often, or `stop` aborts. Rejects only on a bug. */
async function fetchFile(file, ports, stop) {
    const { clock, random, note } = ports;
    const { attempts, limitMs } = file.isPromised ? PROMISED : BEST_EFFORT;
    const progress = progressTeller(ports);
    for (let failures = 1; !stop.aborted; failures++) {
        const end = await (0,world_clock/* withTimeLimit */.B)(clock, limitMs, stop, async (whole) => {
            const attempt = new Attempt(file, ports, progress, whole);
            try {
                return await attempt.run();
            }
            catch (error) {
                return stop.aborted ? { kind: 'stopped' } : attempt.explain(error, limitMs);
            }
        });
        if (end.kind !== 'broken')
            return end;
        const { why, retryAfterMs } = end;
        if (failures === attempts)
            return { kind: 'failed', why: `${why} (${attempts} attempts)` };
        if (retryAfterMs > limitMs) {
            return { kind: 'failed', why: `${why}, and the host asks to wait ${(0,show/* formatDuration */.a3)(retryAfterMs)}` };
        }
        const pauseMs = (0,pace/* downloadRetryMs */.Vg)({ failures, retryAfterMs, atLeastMs: 0 }, random);
        note(`retrying in ${(0,show/* formatDuration */.a3)(pauseMs)}: ${why}`);
        await clock.sleep(pauseMs, stop);
    }
    return { kind: 'stopped' };
}
/** Reports progress for files that take longer than a few seconds. */
function progressTeller({ clock, note }) {
    let nextLineMs = clock.nowMs() + FIRST_PROGRESS_MS;
    return (bytes, totalBytes) => {
        if (clock.nowMs() < nextLineMs)
            return;
        nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS;
        note(`${(0,show/* formatBytes */.z3)(bytes)}${totalBytes === null ? '' : ` of ${(0,show/* formatBytes */.z3)(totalBytes)}`}`);
    };
}
class Attempt {
    #file;
    #ports;
    #progress;
    /** Aborts when the attempt takes too long, or on a stop. */
    #whole;
    #connection = new AbortController();
    /** The current URL, after redirects. */
    #url;
    /** Bytes of the body, before unpacking. */
    #received = 0;
    constructor(file, ports, progress, whole) {
        this.#file = file;
        this.#url = file.url;
        this.#ports = ports;
        this.#progress = progress;
        this.#whole = whole;
    }
    async run() {
        for (let redirects = 0;; redirects++) {
            const { signal } = this.#connection;
            const answer = await this.#inTime(() => this.#ports.get(this.#url, HEADERS, signal));
            try {
                const response = sortResponse(answer, this.#ports.clock.wallMs());
                if (response.kind === 'file')
                    return await this.#receive(answer, response);
                if (response.kind === 'broken' || (response.kind === 'not-there' && this.#file.isPromised)) {
                    return this.#broken(response.why, response.retryAfterMs);
                }
                if (response.kind !== 'redirect')
                    return this.#failed(response.why);
                if (redirects === MAX_REDIRECTS)
                    return this.#failed(`more than ${MAX_REDIRECTS} redirects`);
                const target = redirectTarget(response.location, this.#url, this.#file.url);
                if (!(target instanceof URL))
                    return this.#failed(target);
                this.#url = target;
            }
            finally {
                answer.discard();
            }
        }
    }
    /** Returns how the attempt ended, given an error that `run` threw. */
    explain(error, limitMs) {
        if (error instanceof disk/* DiskError */.Q6)
            return { kind: 'failed', why: error.message };
        if (error instanceof UnpacksTooFar)
            return this.#failed(error.message);
        if (this.#whole.aborted) {
            return this.#broken(`the file was not complete after ${(0,show/* formatDuration */.a3)(limitMs)}`);
        }
        if (this.#connection.signal.aborted) {
            return this.#broken(`no byte came for ${(0,show/* formatDuration */.a3)(STALL_LIMIT_MS)}`);
        }
        const { course, name } = (0,problems/* problemRow */.Ml)((0,node_errors/* networkProblem */.Wo)(error));
        return course === 'never' ? this.#failed(name) : this.#broken(name);
    }
    async #receive({ body }, head) {
        const { contentLength, contentType, endIsMarked } = head;
        const { note, openPart } = this.#ports;
        if (!endIsMarked)
            note('the host sent no length, so a cut cannot be noticed');
        const part = await openPart();
        let isReceived = false;
        try {
            for await (const chunk of unpack(this.#pieces(body, contentLength), head))
                await part.write(chunk);
            if (contentLength !== null && this.#received !== contentLength) {
                return this.#broken(`received ${this.#received} bytes, but Content-Length says ${contentLength}`);
            }
            isReceived = true;
            return { kind: 'received', part, contentType };
        }
        finally {
            if (!isReceived)
                await part.discard();
        }
    }
    /** The body, piece by piece, with a time limit for each. */
    async *#pieces(body, contentLength) {
        const pieces = body[Symbol.asyncIterator]();
        for (;;) {
            const piece = await this.#inTime(() => pieces.next());
            if (piece.done === true)
                return;
            this.#received += piece.value.length;
            this.#progress(this.#received, contentLength);
            yield piece.value;
        }
    }
    /** Waits for the network, and closes a connection that is silent for too long. */
    #inTime(work) {
        const close = () => this.#connection.abort();
        return (0,world_clock/* withTimeLimit */.B)(this.#ports.clock, STALL_LIMIT_MS, this.#whole, (limit) => {
            limit.addEventListener('abort', close);
            if (limit.aborted)
                close();
            return work();
        });
    }
    #failed(why) {
        return { kind: 'failed', why: `${(0,url/* showUrl */.jr)(this.#url)}: ${why}` };
    }
    #broken(why, retryAfterMs = 0) {
        return { kind: 'broken', why: `${(0,url/* showUrl */.jr)(this.#url)}: ${why}`, retryAfterMs };
    }
}

;// CONCATENATED MODULE: ./node_modules/filename-reserved-regex/index.js
/* eslint-disable no-control-regex, regexp/no-control-character -- These regexes exist to match control characters, so they cannot avoid them. */

function filenameReservedRegex() {
	return /[\u{0}-\u{1F}"*\/:<>?\\\|]|[ .]$/gv;
}

function windowsReservedNameRegex() {
	return /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d²³¹]|lpt[\d²³¹]) *(?:\..*)?$/iv;
}

;// CONCATENATED MODULE: ./node_modules/filenamify/filenamify.js


// Doesn't make sense to have longer filenames
const MAX_FILENAME_LENGTH = 100;

const reRelativePath = /^\.+(\\|\/)|^\.+$/;
const reTrailingDotsAndSpaces = /[. ]+$/;
const reTrailingSpaces = / +$/;
const reWindowsReservedName = windowsReservedNameRegex();

// Remove all problematic characters except zero-width joiner (\u200D) needed for emoji
const reControlChars = /[\p{Control}\p{Format}\p{Zl}\p{Zp}\uFFF0-\uFFFF]/gu;
const reControlCharsTest = /[\p{Control}\p{Format}\p{Zl}\p{Zp}\uFFF0-\uFFFF]/u;
const isZeroWidthJoiner = char => char === '\u200D';
const reRepeatedReservedCharacters = /([<>:"/\\|?*\u0000-\u001F]){2,}/g; // eslint-disable-line no-control-regex

// For validating replacement string - only truly reserved characters, not trailing spaces/periods
const reReplacementReservedCharacters = /[<>:"/\\|?*\u0000-\u001F]/; // eslint-disable-line no-control-regex

// Normalize various Unicode whitespace characters to regular space
// Using specific characters instead of \s to avoid matching regular spaces
const reUnicodeWhitespace = /[\t\n\r\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]+/g;

let segmenter;
function getSegmenter() {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return segmenter;
}

function truncateFilename(filename, maxLength) {
	if (filename.length <= maxLength) {
		return filename;
	}

	const extensionIndex = filename.lastIndexOf('.');

	// No extension - simple truncation
	if (extensionIndex === -1) {
		return truncateByGraphemeBudget(filename, maxLength);
	}

	// Has extension - preserve it and truncate base
	const base = filename.slice(0, extensionIndex);
	const extension = filename.slice(extensionIndex);
	const baseBudget = Math.max(0, maxLength - extension.length);
	const truncatedBase = truncateByGraphemeBudget(base, baseBudget);

	// Strip trailing spaces from base (not periods - they're not trailing in final filename)
	return truncatedBase.replace(reTrailingSpaces, '') + extension;
}

function ensureNonWindowsReservedName(filename, replacement) {
	if (!reWindowsReservedName.test(filename)) {
		return filename;
	}

	const extensionIndex = filename.indexOf('.');
	const base = extensionIndex === -1 ? filename : filename.slice(0, extensionIndex);
	const baseWithoutTrailingSpaces = base.replace(reTrailingSpaces, '');
	const extension = extensionIndex === -1 ? '' : filename.slice(extensionIndex);
	const candidate = (baseWithoutTrailingSpaces + replacement + extension).replace(reTrailingDotsAndSpaces, '');

	return reWindowsReservedName.test(candidate)
		? baseWithoutTrailingSpaces + '!' + extension
		: candidate;
}

function filenamify(string, options = {}) {
	if (typeof string !== 'string') {
		throw new TypeError('Expected a string');
	}

	const replacement = options.replacement ?? '!';

	const hasReservedChars = reReplacementReservedCharacters.test(replacement);
	const hasControlChars = [...replacement].some(char => reControlCharsTest.test(char) && !isZeroWidthJoiner(char));

	if (hasReservedChars || hasControlChars) {
		throw new Error('Replacement string cannot contain reserved filename characters');
	}

	// Normalize to NFC first to stabilize byte representation and length calculations across platforms.
	string = string.normalize('NFC');

	// Normalize Unicode whitespace to single spaces
	string = string.replaceAll(reUnicodeWhitespace, ' ');

	if (replacement.length > 0) {
		string = string.replaceAll(reRepeatedReservedCharacters, '$1');
	}

	// Trim trailing spaces and periods (Windows rule) - do this BEFORE replacements
	// so they get stripped rather than replaced
	string = string.replace(reTrailingDotsAndSpaces, '');

	string = string.replace(reRelativePath, () => replacement);
	string = string.replace(filenameReservedRegex(), () => replacement);
	string = string.replaceAll(reControlChars, char => isZeroWidthJoiner(char) ? char : replacement);

	// Trim trailing spaces and periods again (in case replacement created new ones)
	string = string.replace(reTrailingDotsAndSpaces, '');

	// If the string is now empty, use replacement with trailing spaces/periods stripped
	if (string.length === 0) {
		string = replacement.replace(reTrailingDotsAndSpaces, '');
		// If still empty and replacement wasn't explicitly empty, use '!' as fallback
		if (string.length === 0 && replacement.length > 0) {
			string = '!';
		}
	}

	// Truncate before Windows reserved name check (truncation can create reserved names)
	const allowedLength = typeof options.maxLength === 'number' ? options.maxLength : MAX_FILENAME_LENGTH;
	string = truncateFilename(string, allowedLength);

	// Strip trailing spaces/periods after truncation (truncation can create them)
	string = string.replace(reTrailingDotsAndSpaces, '');

	// Check for Windows reserved names after truncation and stripping
	// Windows compatibility takes precedence over maxLength, so the result may exceed it
	string = ensureNonWindowsReservedName(string, replacement);

	return string;
}

function truncateByGraphemeBudget(input, budget) {
	if (input.length <= budget) {
		return input;
	}

	let count = 0;
	let output = '';
	for (const {segment} of getSegmenter().segment(input)) {
		const next = count + segment.length;
		if (next > budget) {
			break;
		}

		output += segment;
		count = next;
	}

	return output;
}

// EXTERNAL MODULE: ./build/audio/media.js
var media = __webpack_require__(165);
;// CONCATENATED MODULE: ./build/audio/file-name.js
/**
 * Names for the files in `download-dir`. Whatever a task ID or a result contains, a name matches `[A-Za-z0-9._-]+`, is not hidden, is
 * not a Windows device, and differs from every other name by more than upper and lower case. Names must not depend on which task
 * completes first, or on what its result contains. So every task gets a base of its own in advance, from the IDs alone.
 */


const MAX_BASE_CHARS = 96;
/**
 * One base for each task ID, in the same order: the ID itself if it can be a file name, else the nearest name that can. If two could
 * clash, the longer one gets a number. On a tie, the ID that had to be altered gets it.
 */
function baseNames(taskIds) {
    const bases = taskIds.map(safeBase);
    const names = [];
    const order = [...bases.entries()].sort(([a, one], [b, other]) => one.length - other.length || Number(one !== taskIds[a]) - Number(other !== taskIds[b]));
    for (const [index, base] of order) {
        let name = base;
        for (let number = 2; names.some((other) => canClash(name, other)); number++)
            name = `${base}.${number}`;
        names[index] = name;
    }
    return names;
}
/**
 * Whether files of the two bases could get the same name if the file system ignores case. A base is followed by `-` and the name of a
 * field, which contains no dot: so `a-b` can clash with `a`, but `a-b.2` cannot.
 */
function canClash(name, other) {
    const [one, two] = [name.toLowerCase(), other.toLowerCase()];
    const begins = (long, short) => long.startsWith(`${short}-`) && !long.slice(short.length).includes('.');
    return one === two || begins(one, two) || begins(two, one);
}
function safeBase(taskId) {
    const reduced = taskId
        .replace(/(?:[^A-Za-z0-9._-]|\.{2,})+/g, '_')
        // A leading dot would hide the file. Commands would take a leading dash for an option.
        .replace(/^[.-]/, '_')
        // `filenamify` keeps everything after the last dot as an extension, however long, so cut first.
        .slice(0, MAX_BASE_CHARS - '_'.length);
    return filenamify(reduced, { replacement: '_', maxLength: MAX_BASE_CHARS });
}
/** `BASE.EXT` for the main file of a result, `BASE-NAME.EXT` for any other. No dot if the extension is ''. */
function fileName(base, { name }, extension) {
    return `${base}${name === '' ? '' : `-${name}`}${extension === '' ? '' : `.${extension}`}`;
}
/** The extension before the bytes are known, taken from the URL's path, the content type or the result's `format`; else `bin`. */
function declaredExtension({ source, format }, contentType) {
    const inUrl = source instanceof URL ? (0,media/* extensionInUrl */.Kj)(source) : '';
    const known = [inUrl, (0,media/* extensionOfType */.Xm)(contentType), format];
    return known.find((extension) => (0,media/* kindOfExtension */.$0)(extension) !== null) ?? ((0,media/* isRaw */.Zi)(format) ? 'pcm' : 'bin');
}

// EXTERNAL MODULE: ./build/audio/find.js + 2 modules
var find = __webpack_require__(575);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
;// CONCATENATED MODULE: ./build/audio/job-files.js
/**
 * The files that the steps of a job have saved to a folder. On a self-hosted runner the folder may still hold yesterday's files, but
 * `SHA256SUMS` may list only this job's. So each step notes its files in the runner's temporary folder, which is emptied for each job.
 */




/** A note: the sha256 of a saved file, `kept` for a file whose content is unproven, or `gone`; then the name. */
const NOTE = /^([0-9a-f]{64}|kept|gone) {2}([A-Za-z0-9._-]+)$/;
class JobFiles {
    #notes;
    /** Name to sha256, or to `kept`. */
    #files = new Map();
    /** Notes are written one after the other. The first error is reported at the end, since the files themselves are saved. */
    #noted = Promise.resolve();
    #error = null;
    constructor(notes) {
        this.#notes = notes;
    }
    /** Reads the notes of earlier steps of the job about this folder (an absolute path). Never rejects. */
    static async open(path, { folder, id }) {
        const key = (0,external_node_crypto_.createHash)('sha256')
            .update(JSON.stringify([id, path]))
            .digest('hex')
            .slice(0, 32);
        const files = new JobFiles((0,external_node_path_.join)(folder, `mountsea-files-${key}.txt`));
        const text = await external_node_fs_.promises.readFile(files.#notes, 'utf8').catch(() => '');
        for (const line of text.split('\n')) {
            const [, what = '', name = ''] = NOTE.exec(line) ?? [];
            if (name !== '')
                files.#set(what, name);
        }
        return files;
    }
    /** Writes a note at once, since the process may be killed. `what` is the sha256 of the file, `kept` or `gone`. */
    note(what, name) {
        this.#set(what, name);
        this.#noted = (0,disk/* onDisk */.FC)(this.#notes, this.#noted.then(() => external_node_fs_.promises.appendFile(this.#notes, `${what}  ${name}\n`))).catch((error) => {
            this.#error ??= error instanceof disk/* DiskError */.Q6 ? error : new disk/* DiskError */.Q6(this.#notes, '');
        });
    }
    has(name) {
        return this.#files.has(name);
    }
    /** The saved files, sorted by name. Throws the `DiskError` of a note that could not be written. */
    async saved() {
        await this.#noted;
        if (this.#error !== null)
            throw this.#error;
        return [...this.#files].filter(([, what]) => what !== 'kept').sort();
    }
    #set(what, name) {
        if (what === 'gone')
            this.#files.delete(name);
        else
            this.#files.set(name, what);
    }
}

;// CONCATENATED MODULE: ./build/audio/part-file.js
/** A file that grows under a hidden name until the folder gives it one. */

 // not `node:fs/promises`, which would load with every step, saving or not



/** A complete file may still get its name for so long after a stop. The process has more time than this left. */
const FINISH_LIMIT_MS = 500;
class PartFile {
    path;
    #file;
    #clock;
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #gone = new AbortController();
    #stop;
    #bytes = 0;
    /** How long after a stop the part is kept. */
    #graceMs;
    constructor(path, file, clock, stop, graceMs) {
        this.path = path;
        this.#graceMs = graceMs;
        this.#file = file;
        this.#clock = clock;
        this.#stop = stop;
        stop.addEventListener('abort', this.#abandon);
    }
    /**
     * Opens a part at `path`. It is removed `graceMs` after `stop` aborts, even if the disk is busy. `open`, `write` and `finish` throw
     * only `DiskError`s.
     */
    static async open(path, clock, stop, graceMs = 0) {
        const file = await (0,disk/* onDisk */.FC)((0,external_node_path_.dirname)(path), external_node_fs_.promises.open(path, 'wx'));
        const part = new PartFile(path, file, clock, stop, graceMs);
        if (stop.aborted)
            part.#abandon();
        return part;
    }
    get bytes() {
        return this.#bytes;
    }
    /** Resolves once the system has the bytes, so that a slow disk slows the download down. */
    async write(chunk) {
        await (0,disk/* onDisk */.FC)((0,external_node_path_.dirname)(this.path), this.#file.appendFile(chunk));
        this.#hash.update(chunk);
        this.#bytes += chunk.length;
    }
    /** Flushes to disk, then moves the part to `path`, in the same folder, and replaces a file there. */
    async finish(path) {
        this.#graceMs = FINISH_LIMIT_MS;
        await (0,disk/* onDisk */.FC)(path, this.#file.sync());
        await (0,disk/* onDisk */.FC)(path, this.#file.close());
        await (0,disk/* onDisk */.FC)(path, this.#rename(path));
        this.#forget();
        return { path, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    }
    /** Removes the part unless it is finished. Never rejects. */
    async discard() {
        this.#forget();
        // Failing to remove the part must not hide the error that led here. Windows removes it once it is closed.
        await Promise.all([external_node_fs_.promises.unlink(this.path), this.#file.close()].map((work) => work.catch(() => undefined)));
    }
    #abandon = () => {
        const unlink = () => {
            if (!this.#gone.signal.aborted)
                void external_node_fs_.promises.unlink(this.path).catch(() => undefined);
        };
        if (this.#graceMs > 0)
            void this.#clock.sleep(this.#graceMs, this.#gone.signal).then(unlink);
        else
            unlink();
    };
    #forget() {
        this.#gone.abort();
        this.#stop.removeEventListener('abort', this.#abandon);
    }
    async #rename(to) {
        for (let attempt = 1;; attempt++) {
            try {
                await external_node_fs_.promises.rename(this.path, to);
                return;
            }
            catch (error) {
                if (!disk/* HELD_OPEN */.Vf.includes((0,node_errors/* codeOf */.$N)(error)))
                    throw error;
                // Windows reports the same error for a folder of that name as for a file that is held open.
                if ((await whatIsAt(to)) === 'folder')
                    throw new disk/* DiskError */.Q6(to, 'EISDIR');
                if (attempt === disk/* HELD_ATTEMPTS */.fb)
                    throw error;
            }
            await this.#clock.sleep(disk/* HELD_PAUSE_MS */.cL, new AbortController().signal);
        }
    }
}
/** `unknown` for any other error: making the folder, or writing to it, will report it again. */
async function whatIsAt(path) {
    try {
        return (await external_node_fs_.promises.stat(path)).isDirectory() ? 'folder' : 'file';
    }
    catch (error) {
        return ['ENOENT', 'ENOTDIR'].includes((0,node_errors/* codeOf */.$N)(error)) ? 'nothing' : 'unknown';
    }
}

;// CONCATENATED MODULE: ./build/audio/folder.js
/** `download-dir`: files are written as hidden parts, then get their names, and `SHA256SUMS` lists them. */

 // not `node:fs/promises`, which would load with every step, saving or not








/** A disk that takes longer than this to make a folder counts as not answering. */
const FOLDER_LIMIT_MS = 10_000;
/** So many files of other jobs are listed by name; the rest is only counted. */
const MAX_STRANGERS = 10;
/** The whole of a `SHA256SUMS` that this action wrote. */
const SUMS = /^(?:[0-9a-f]{64} {2}[A-Za-z0-9._-]+\n)*$/;
class Folder {
    #path;
    #bases;
    #clock;
    #files;
    /** Files being removed in the background: no download waits for them. */
    #removals = [];
    constructor(path, taskIds, clock, files) {
        this.#path = path;
        this.#bases = baseNames(taskIds);
        this.#clock = clock;
        this.#files = files;
    }
    /**
     * Makes the folder (an absolute path) and writes a test file. `taskIds` are all tasks whose files it will hold.
     * Resolves to the error message if the folder cannot be used.
     */
    static async open(path, taskIds, ports) {
        const { clock, job } = ports;
        const done = new AbortController();
        const silence = `cannot write ${path}: the disk does not answer`;
        const why = await Promise.race([
            makeLevels(path),
            clock.sleep(FOLDER_LIMIT_MS, done.signal).then(() => silence),
        ]);
        done.abort();
        if (why !== '')
            return `Input \`download-dir\` names a folder that cannot be used: ${why}.`;
        return new Folder(path, taskIds, clock, await JobFiles.open(path, job));
    }
    /** The name of a file of the task at `index`. Without `extension` it is the name that the log uses. */
    nameOf(index, file, extension = '') {
        return fileName(this.#bases[index] ?? '', file, extension);
    }
    /** Opens a part. It is hidden, so that an artifact upload after a killed step leaves it out. */
    openPart(stop) {
        return PartFile.open(this.#newPart(), this.#clock, stop);
    }
    /** Gives a complete part its name. Replaces a file of that name, and removes bytes set aside under it. */
    async publish(part, name) {
        const place = await part.finish((0,external_node_path_.join)(this.#path, name));
        this.#files.note(place.sha256, name);
        this.#removals.push(this.#remove(`${name}.invalid`));
        return place;
    }
    /** Keeps a part as `NAME.invalid`, which no player opens, and removes the file `name`. Resolves to the new name. */
    async setAside(part, name) {
        await this.keep(part, `${name}.invalid`);
        this.#removals.push(this.#remove(name));
        return `${name}.invalid`;
    }
    /** Gives a part a name without listing it in `SHA256SUMS`: its content is unproven. */
    async keep(part, name) {
        await part.finish((0,external_node_path_.join)(this.#path, name));
        this.#files.note('kept', name);
    }
    /**
     * Writes `SHA256SUMS` in the format of `sha256sum --check`. It lists only the files of this job that still exist; if there are none,
     * no list is written. Throws a `DiskError`, unless `stop` has aborted: then the disk has half a second, and errors of writing are ignored.
     */
    async close(stop) {
        for (const error of await Promise.all(this.#removals))
            if (error !== null)
                throw error;
        const saved = await this.#files.saved();
        const there = new Set(await (0,disk/* onDisk */.FC)(this.#path, external_node_fs_.promises.readdir(this.#path)));
        const lines = saved.filter(([name]) => there.has(name)).map(([name, sha256]) => `${sha256}  ${name}\n`);
        if (lines.length === 0) {
            // A list of ours is out of date: it is another job's, or its files are gone. Any other file stays.
            const list = await external_node_fs_.promises.readFile((0,external_node_path_.join)(this.#path, 'SHA256SUMS'), 'utf8').catch(() => 'none');
            const error = SUMS.test(list) ? await this.#remove('SHA256SUMS') : null;
            if (error !== null)
                throw error;
            return;
        }
        const part = await PartFile.open(this.#newPart(), this.#clock, stop, FINISH_LIMIT_MS);
        try {
            await part.write(Buffer.from(lines.join('')));
            await part.finish((0,external_node_path_.join)(this.#path, 'SHA256SUMS'));
        }
        catch (error) {
            if (!stop.aborted)
                throw error;
        }
        finally {
            await part.discard();
        }
    }
    /**
     * Audio, video and `.invalid` files that no step of this job has saved, as `3 files (a.mp3, b.wav, ...)`; '' if there are none.
     * An upload of the folder would include them. Never rejects.
     */
    async strangers() {
        const isMedia = (name) => name.endsWith('.invalid') || (0,media/* isPlayable */.nW)((0,media/* kindOfExtension */.$0)((0,external_node_path_.extname)(name).slice(1).toLowerCase()));
        const names = await external_node_fs_.promises.readdir(this.#path).catch(() => []);
        const strangers = names.filter((name) => isMedia(name) && !this.#files.has(name)).sort();
        if (strangers.length === 0)
            return '';
        const more = strangers.length > MAX_STRANGERS ? ', ...' : '';
        return `${(0,show/* count */.U9)(strangers.length, 'file')} (${strangers.slice(0, MAX_STRANGERS).join(', ')}${more})`;
    }
    #newPart() {
        return (0,external_node_path_.join)(this.#path, `.${(0,external_node_crypto_.randomUUID)()}.part`);
    }
    /** Removes a file if it exists. Resolves to the error. Never rejects. */
    async #remove(name) {
        try {
            await external_node_fs_.promises.unlink((0,external_node_path_.join)(this.#path, name));
        }
        catch (error) {
            if ((0,node_errors/* codeOf */.$N)(error) !== 'ENOENT')
                return new disk/* DiskError */.Q6((0,external_node_path_.join)(this.#path, name), (0,node_errors/* codeOf */.$N)(error));
        }
        if (this.#files.has(name))
            this.#files.note('gone', name);
        return null;
    }
}
/** Level by level: Node's recursive `mkdir` never returns for some paths, such as `/proc/x`. Resolves to what went wrong, or ''. */
async function makeLevels(folder) {
    const missing = [];
    try {
        let level = folder;
        for (; (await whatIsAt(level)) === 'nothing' && (0,external_node_path_.dirname)(level) !== level; level = (0,external_node_path_.dirname)(level)) {
            missing.unshift(level);
        }
        // Windows would report only that the path does not exist.
        if ((await whatIsAt(level)) === 'file')
            throw new disk/* DiskError */.Q6(missing[0] ?? folder, 'ENOTDIR');
        for (const each of missing)
            await (0,disk/* onDisk */.FC)(each, makeLevel(each));
        const probe = (0,external_node_path_.join)(folder, `.${(0,external_node_crypto_.randomUUID)()}.part`);
        await (0,disk/* onDisk */.FC)(folder, external_node_fs_.promises.writeFile(probe, '', { flag: 'wx' }));
        await (0,disk/* onDisk */.FC)(folder, external_node_fs_.promises.unlink(probe));
        return '';
    }
    catch (error) {
        return (0,show/* describeError */.Uc)(error).replace(/^Error: /, '');
    }
}
/** Another job on this machine may make the same folder at the same moment. */
async function makeLevel(path) {
    try {
        await external_node_fs_.promises.mkdir(path);
    }
    catch (error) {
        if ((0,node_errors/* codeOf */.$N)(error) !== 'EEXIST' || (await whatIsAt(path)) !== 'folder')
            throw error;
    }
}

// EXTERNAL MODULE: ./build/text/json.js
var json = __webpack_require__(666);
;// CONCATENATED MODULE: ./build/audio/tally.js




/** Returns the outcome of a completed task. Failures of extra files only warn. */
function outcomeOf({ result, files: named }, ends, warn) {
    const bad = ends.flatMap((end, index) => {
        const file = named.files[index];
        return file !== undefined && (end.kind === 'failed' || end.kind === 'invalid') ? [{ file, ...end }] : [];
    });
    const isProven = ends.some((end) => end.kind === 'saved' && isProof(end.file, named.needsAudio));
    // A file that may have been the main product must not count as an extra.
    const couldBeProof = ({ kind }) => !named.needsAudio || kind === null || (0,media/* isPlayable */.nW)(kind);
    const mustBe = ({ file }) => file.isPromised || (!isProven && named.unusable.length === 0 && couldBeProof(file));
    const wrong = bad.filter(mustBe);
    for (const extra of bad.filter((each) => !mustBe(each))) {
        warn(`Could not save an extra file (for example a cover): ${extra.why}`);
    }
    if (wrong.length > 0) {
        const kind = wrong.some((end) => end.kind === 'invalid') ? 'audio-invalid' : 'download-failed';
        const share = ends.length === 1 ? '' : `${wrong.length} of ${ends.length} files: `;
        return { kind, why: `${share}${wrong.map(({ why }) => why).join('; ')}` };
    }
    if (named.leftOut > 0) {
        const why = `${(0,show/* count */.U9)(named.leftOut, 'file')} over the limit of ${find/* MAX_FILES */.B} a task`;
        return { kind: 'download-failed', why };
    }
    if (named.unusable.length > 0)
        return { kind: 'audio-missing', why: named.unusable.join('; ') };
    return isProven ? { kind: 'completed' } : { kind: 'audio-missing', why: whatIsMissing(result, named, ends) };
}
/** Whether a saved file proves that the task produced something; a file of unknown format does not. */
function isProof({ kind, format }, needsAudio) {
    if (needsAudio)
        return (0,media/* isPlayable */.nW)(kind) || (0,media/* mayReplaceAudio */.GM)(format ?? '');
    return kind !== 'other' || format !== null;
}
/** Says what is missing from a result without any file that its task could have made. */
function whatIsMissing(result, { files, needsAudio }, ends) {
    const lacks = `the result names no ${needsAudio ? 'audio or video' : 'file'}`;
    const leftOut = ends.flatMap((end) => (end.kind === 'left-out' ? [end.what] : []));
    if (leftOut.length > 0)
        return `${lacks}, only ${[...new Set(leftOut)].join(' or ')}`;
    if (files.length > 0 || (0,json/* jsonText */.s$)(result) === '')
        return lacks;
    return `${lacks}: if the task makes only text, leave \`download-dir\` blank`;
}

;// CONCATENATED MODULE: ./build/audio/verdict.js


/** Extensions of formats that we can read. A file that claims one of them but has an unknown format is damaged. */
const CHECKED = /^(?:mp3|m4a|m4v|mp4|mov|wav|flac|og[agv]|opus|web[am]|mk[av]|aac)$/;
/** Extensions that share a container. They are never changed into each other. */
const FAMILIES = [
    ['m4a', 'mp4', 'm4v', 'mov'],
    ['ogg', 'oga', 'ogv', 'opus'],
    ['webm', 'weba', 'mkv', 'mka'],
    ['jpg', 'jpeg'],
    ['aif', 'aiff'],
    ['mid', 'midi'],
    ['tif', 'tiff'],
    ['mpg', 'mpeg'],
];
/** Whether a file claims to be samples without a header, whose bytes may look like any format. */
function isHeaderless({ extension, contentType, file }) {
    return !CHECKED.test(extension) && (0,media/* isRaw */.Zi)(extension, contentType, file.format);
}
/** Judges a file by its claims and its bytes. */
function verdictOn(claim, content) {
    if (content.kind === 'stopped')
        return content;
    if (content.kind === 'machine')
        return { kind: 'failed', why: content.why };
    const { file, extension: declared } = claim;
    const kind = kindOf(claim, content);
    const mustPlay = file.isPromised || (0,media/* isPlayable */.nW)(kind);
    const what = mustPlay ? '' : whatItIsInstead(content, file);
    if (what !== '')
        return { kind: 'left-out', what };
    const wrong = verdict_whatIsWrong(content, declared, mustPlay, isHeaderless(claim));
    if ((mustPlay || content.kind === 'other') && wrong !== '')
        return { kind: 'invalid', why: wrong };
    return accepted(claim, content, kind, mustPlay);
}
/** Names what came in place of a file; '' for a file. Text in a result is a file only if its bytes or the result say so. */
function whatItIsInstead(content, { source }) {
    if (content.kind === 'text')
        return content.what === 'nothing' ? 'an empty file' : content.what;
    return content.kind === 'unknown' && !(source instanceof URL) ? 'data of an unknown format' : '';
}
/** Accepts a file that is as claimed, or that cannot be checked. */
function accepted({ file, extension: declared }, content, kind, mustPlay) {
    const format = 'format' in content ? content.format : null;
    const seconds = content.kind === 'media' ? content.seconds : null;
    const isChecked = content.kind === 'media' || (content.kind === 'other' && content.isImage);
    const whyUnchecked = (0,media/* mayReplaceAudio */.GM)(format ?? '')
        ? 'ZIP and MIDI are not opened'
        : 'this action cannot read its format';
    const extension = extensionFor(format, declared);
    const isRenamed = extension !== declared && declared !== 'bin';
    return {
        kind: 'saved',
        extension,
        measures: { kind, format, seconds },
        notes: [
            ...(mustPlay && !isChecked ? [`not checked: ${whyUnchecked}`] : []),
            ...(isRenamed ? [`the bytes are ${extension}, not ${declared}`] : []),
        ],
        warnings: [...(content.kind === 'media' ? content.warnings : []), ...warnOfLength(file.seconds, seconds)],
    };
}
/** From the bytes if known, else from the extension, the content type, or the field name. */
function kindOf({ file, extension, contentType }, content) {
    if (content.kind === 'media' || content.kind === 'unchecked')
        return content.isVideo ? 'video' : 'audio';
    if (content.kind === 'other')
        return content.isImage ? 'image' : 'other';
    const byBytes = content.kind === 'damaged' ? (0,media/* kindOfExtension */.$0)(content.format) : null;
    return byBytes ?? (0,media/* kindOfExtension */.$0)(extension) ?? (0,media/* kindOfType */.OF)(contentType) ?? file.kind ?? 'other';
}
/** Says what is wrong with a file that should be audio or video; '' if nothing is, or if nobody can tell. */
function verdict_whatIsWrong(content, declared, mustPlay, hasNoHeader) {
    const claim = (0,media/* isPlayable */.nW)((0,media/* kindOfExtension */.$0)(declared)) ? declared.toUpperCase() : 'audio or video';
    switch (content.kind) {
        case 'text':
            return content.what === 'nothing' ? 'is empty' : `is ${content.what}, not ${claim}`;
        case 'other': {
            const format = content.format.toUpperCase();
            if (content.isCut)
                return `is a ${format} that was cut off: its end is missing`;
            return !mustPlay || (0,media/* mayReplaceAudio */.GM)(content.format) ? '' : `is a ${format} file, not ${claim}`;
        }
        case 'damaged':
            return content.why;
        case 'unknown':
            return CHECKED.test(declared) && !hasNoHeader ? `is not ${claim}: its format is unknown` : '';
        case 'media':
        case 'unchecked':
            return '';
    }
}
/** The declared extension if it shares a container with the bytes, else the one of the bytes, if it is in the list. */
function extensionFor(format, declared) {
    if (format === null || (0,media/* kindOfExtension */.$0)(format) === null)
        return declared;
    const isFamily = FAMILIES.some((family) => family.includes(format) && family.includes(declared));
    return isFamily ? declared : format;
}
/** Allows a tenth or two seconds, because durations are often rounded and some formats pad. */
function warnOfLength(said, measured) {
    if (said === null || measured === null)
        return [];
    const difference = Math.abs(said - measured);
    if (difference <= said * 0.1 || difference <= 2)
        return [];
    return [`is ${(0,show/* formatDuration */.a3)(measured * 1000)} long, but the result says ${(0,show/* formatDuration */.a3)(said * 1000)}`];
}

;// CONCATENATED MODULE: ./build/audio/save.js
/** Saves the files of completed tasks. The entry to `audio/`: only a step with `download-dir` loads it. */














const MAX_FILES_AT_A_TIME = 4;
/** Makes the folder `path` (absolute), before anything is waited for. Resolves to an error message if it cannot be used. */
async function openFolder(path, taskIds, ports) {
    const folder = await Folder.open(path, taskIds, ports);
    if (typeof folder === 'string')
        return folder;
    // Shared by all tasks of the step.
    const takeTurn = (0,p_limit/* default */.A)(MAX_FILES_AT_A_TIME);
    const { inspector } = ports;
    const check = typeof inspector === 'function' ? inspector : createCheck(inspector, ports.clock);
    return {
        async save(task, index, stop) {
            logNotFetched(task.files, ports);
            const save = async (file, place) => {
                const end = await saveFile(file, index, { ...ports, check, folder }, stop);
                if (end.kind === 'saved')
                    ports.saved(task.taskId, end.file, place);
                return end;
            };
            const { files } = task.files;
            const ends = await Promise.all(files.map((file, place) => takeTurn(() => save(file, place))));
            return ends.some(({ kind }) => kind === 'stopped')
                ? (0,outcome/* outcomeOfStop */.KP)(stop)
                : outcomeOf(task, ends, ports.warn);
        },
        async close(stop) {
            await folder.close(stop);
            // The workspace holds many other files, and nobody uploads it as a whole.
            const strangers = (0,external_node_path_.relative)(ports.workspace, path) === '' ? '' : await folder.strangers();
            if (strangers === '')
                return;
            ports.warn(`${path} holds files that this job did not save: ${strangers}. Uploading the folder would include them.`);
        },
    };
}
/** Logs the parts of the result that are not fetched, so that nothing is dropped silently. */
function logNotFetched({ skipped, skippedMore, leftOut, warnings }, { log, warn }) {
    if (skipped.length > 0) {
        const more = skippedMore === 0 ? '' : ` and ${skippedMore} more`;
        log(`not saved, since these fields do not name results: ${(0,plain_line/* shortLine */.tl)(skipped.join(', '), 500)}${more}`);
    }
    if (leftOut > 0)
        log(`not saved, since the limit is ${find/* MAX_FILES */.B} files a task: ${(0,show/* count */.U9)(leftOut, 'file')}`);
    for (const text of warnings)
        warn(`The result is incomplete: ${text}`);
}
/** Receives one file into a part and settles it. */
async function saveFile(file, index, ports, stop) {
    const label = ports.folder.nameOf(index, file);
    const note = (text) => ports.log(`saving ${label}: ${text}`);
    const filePorts = { ...ports, note, openPart: () => ports.folder.openPart(stop) };
    let part = null;
    try {
        const received = await receive(file, filePorts, stop);
        if (received.kind !== 'received')
            return received;
        part = received.part;
        const { contentType } = received;
        const claim = { file, contentType, extension: declaredExtension(file, contentType) };
        const nameAs = (extension) => ports.folder.nameOf(index, file, extension);
        return await settle(part, claim, nameAs, filePorts, stop);
    }
    catch (error) {
        if (!(error instanceof disk/* DiskError */.Q6))
            throw error;
        // A stop removes open parts, which makes writing fail.
        if (stop.aborted)
            return { kind: 'stopped' };
        return { kind: 'failed', why: error.message };
    }
    finally {
        await part?.discard();
    }
}
/** Writes the file into a part: fetched, or decoded if the result contains it. */
async function receive({ source, isPromised }, ports, stop) {
    if (source instanceof URL)
        return fetchFile({ url: source, isPromised }, ports, stop);
    const bytes = (0,media/* decodeEmbedded */.Lx)(source);
    if (bytes === null) {
        ports.note('skipped: it does not decode');
        return { kind: 'left-out', what: 'text that does not decode' };
    }
    const part = await ports.openPart();
    try {
        await part.write(bytes);
        return { kind: 'received', part, contentType: source.mediaType };
    }
    catch (error) {
        await part.discard();
        throw error;
    }
}
/** Inspects a complete part, names it by its bytes, and publishes it or sets it aside. */
async function settle(part, claim, nameAs, { folder, check, note, warn }, stop) {
    const { path, bytes } = part;
    const verdict = verdictOn(claim, await check({ path, bytes, isHeaderless: isHeaderless(claim) }, stop));
    switch (verdict.kind) {
        case 'saved': {
            const name = nameAs(verdict.extension);
            const published = await folder.publish(part, name);
            for (const text of verdict.notes)
                note(text);
            for (const text of verdict.warnings)
                warn(`${name} ${text}`);
            return { kind: 'saved', file: { ...published, name: claim.file.name, ...verdict.measures } };
        }
        case 'invalid': {
            const name = nameAs(claim.extension);
            const kept = await folder.setAside(part, name);
            return { kind: 'invalid', why: `${name} ${verdict.why}; its bytes are kept as ${kept}` };
        }
        case 'left-out':
            note(`skipped: it is ${verdict.what}`);
            return verdict;
        case 'failed': {
            const name = nameAs(claim.extension);
            await folder.keep(part, name);
            return { kind: 'failed', why: `${name}: ${verdict.why}` };
        }
        case 'stopped':
            return verdict;
    }
}


/***/ })

};
