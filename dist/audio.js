export const id = 576;
export const ids = [576];
export const modules = {

/***/ 576:
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
var build_outcome = __webpack_require__(72);
// EXTERNAL MODULE: ./build/text/plain-line.js
var plain_line = __webpack_require__(93);
// EXTERNAL MODULE: ./build/text/show.js
var show = __webpack_require__(17);
// EXTERNAL MODULE: ./build/world/disk.js
var disk = __webpack_require__(26);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(421);
// EXTERNAL MODULE: ./build/text/json.js
var json = __webpack_require__(666);
;// CONCATENATED MODULE: ./build/audio/inspector/walk.js
/**
 * What a walker reads, and what it finds. The inspector sends only numbers and our own words, never text from the file.
 * Formats of tags: id3.org (ID3v1, ID3v2.4), wiki.hydrogenaud.io (APE), id3.org/Lyrics3v2.
 */

/** The containers that the inspector reads, named by their extension. */
const FORMATS = ['mp3', 'aac', 'wav', 'flac', 'ogg', 'opus', 'mp4', 'm4a', 'mov', 'webm', 'mkv'];
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
/** Nothing in the file looks like audio or video, a parser failed on it, or reading it exceeded a bound. */
const FAILURES = ['unknown', 'broken', 'time', 'memory'];
/** Reads what the inspector printed. `null` if it is not an inspection: a hostile file might make it print anything. */
function parseInspection(text) {
    try {
        // The thread that watches the bounds may print a second line at the same moment.
        const printed = JSON.parse(text.replace(/\n[^]*/, ''));
        return (0,json/* isJsonObject */.OW)(printed) && isInspection(printed) ? printed : null;
    }
    catch {
        return null;
    }
}
function isInspection(value) {
    const { kind, walk, code } = value;
    if (kind === 'walked')
        return (0,json/* isJsonObject */.OW)(walk) && isWalk(walk);
    return kind === 'unreadable'
        ? /^[A-Z_]{0,30}$/.test(String(code))
        : FAILURES.some((failure) => failure === kind);
}
/** Whether every field has the right type, and every word is on its list. */
function isWalk(walk) {
    const { format, cutIn, announcedSeconds } = walk;
    return (Object.entries(NOTHING).every(([name, usual]) => usual === null || typeof walk[name] === typeof usual) &&
        (announcedSeconds === null || typeof announcedSeconds === 'number') &&
        (cutIn === null || ENDS.some((name) => name === cutIn)) &&
        FORMATS.some((name) => name === format));
}
/** The bytes from `start` up to `end`, as a file of their own. */
function part(bytes, start, end) {
    const size = Math.max(0, end - start);
    return { size, read: (at, length) => bytes.read(start + at, Math.min(length, size - at)) };
}
/** Whether `buffer` has `text` (Latin-1) at `at`. */
function says(buffer, at, text) {
    return buffer.toString('latin1', at, at + text.length) === text;
}
/** Where the tags at the start of a file end, according to their lengths. */
function endOfTags(bytes) {
    for (let at = 0;;) {
        const length = tagLength(bytes, at);
        if (length === 0 || at + length > bytes.size)
            return at;
        at += length;
    }
}
/** Where the tags at the end of a file begin: ID3v1, APE and Lyrics3. */
function endOfMedia(bytes) {
    for (let end = bytes.size;;) {
        const view = bytes.read(Math.max(0, end - 128), Math.min(128, end));
        const ape = view.length - 32;
        let length = says(view, 0, 'TAG') ? 128 : 0;
        if (says(view, ape, 'APETAGEX')) {
            const hasHeader = (view.readUInt32LE(ape + 20) & 0x80000000) !== 0;
            length = view.readUInt32LE(ape + 12) + (hasHeader ? 32 : 0);
        }
        const lyrics = /(\d{6})LYRICS200$/.exec(view.toString('latin1'))?.[1];
        if (lyrics !== undefined)
            length = Number(lyrics) + 15;
        if (length === 0 || length > end)
            return end;
        end -= length;
    }
}
/** The length of the tag at `at`, or 0. */
function tagLength(bytes, at) {
    const head = bytes.read(at, 16);
    if (says(head, 0, 'TAG'))
        return 128;
    if (head.length < 16)
        return 0;
    if (says(head, 0, 'APETAGEX'))
        return head.readUInt32LE(12) + 32;
    const size = head.subarray(6, 10);
    if (!says(head, 0, 'ID3') || head.readUInt8(3) > 4 || size.some((byte) => byte > 0x7f))
        return 0;
    const hasFooter = (head.readUInt8(5) & 0x10) !== 0;
    return size.reduce((sum, byte) => sum * 128 + byte, 0) + (hasFooter ? 20 : 10);
}
/** A CRC without reflection of bits. For 16 bits, the polynomial and the result are in the upper half of the number. */
function checksum(polynomial) {
    const table = Int32Array.from({ length: 256 }, (_, index) => {
        let crc = index << 24;
        for (let bit = 0; bit < 8; bit++)
            crc = (crc << 1) ^ (crc < 0 ? polynomial : 0);
        return crc;
    });
    return (crc, byte) => (crc << 8) ^ (table[((crc >>> 24) ^ byte) & 0xff] ?? 0);
}

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
/** 4 kB cannot unpack to more than this: the ratio of deflate is at most 1,032 to 1. */
const MAX_UNPACKED_BYTES = 8 * 1024 * 1024;
/** A sample of at least this length without control characters is text, whatever its encoding. */
const MIN_TEXT_BYTES = 64;
/** How files begin, as Latin-1; `?` is any byte, and `|` separates alternatives. The first match counts. */
const KNOWN = [
    ['\x89PNG', 'png', 'image'],
    ['\xff\xd8\xff', 'jpg', 'image'],
    ['GIF8', 'gif', 'image'],
    ['RIFF????WEBP', 'webp', 'image'],
    ['????ftypavif|????ftypavis', 'avif', 'image'],
    ['????ftyphei|????ftyphev|????ftypmif|????ftypmsf', 'heic', 'image'],
    ['II*\0|MM\0*', 'tif', 'image'],
    ['FORM????AIFF|FORM????AIFC', 'aiff', 'audio'],
    ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', 'wma', 'audio'],
    ['#!AMR', 'amr', 'audio'],
    ['caff\0', 'caf', 'audio'],
    ['.snd\0', 'au', 'audio'],
    ['RIFF????AVI ', 'avi', 'video'],
    ['\0\0\x01\xb3|\0\0\x01\xba', 'mpg', 'video'],
    ['G'.padEnd(188, '?').repeat(3), 'ts', 'video'],
    ['PK\x03\x04|PK\x05\x06', 'zip', 'other'],
    ['MThd', 'mid', 'other'],
    ['%PDF', 'pdf', 'other'],
    ['\x1f\x8b\x08', 'gz', 'other'],
    ['7z\xbc\xaf', '7z', 'other'],
    ['Rar!', 'rar', 'other'],
    [`\x7fELF|MZ${'?'.repeat(60)}\0\0`, 'exe', 'other'],
];
/** What the inspector reads. */
const WALKED = [
    ['RIFF????WAVE|RF64????WAVE|BW64????WAVE', 'wav'],
    ['fLaC', 'flac'],
    // The first page of Opus has one packet (RFC 7845, 3).
    [`OggS${'?'.repeat(24)}OpusHead`, 'opus'],
    ['OggS', 'ogg'],
    ['????ftypM4A|????ftypM4B', 'm4a'],
    ['????ftypqt|????moov|????mdat|????free|????skip|????wide|????pnot', 'mov'],
    ['????ftyp|????moof|????styp|????sidx', 'mp4'],
    ['\x1a\x45\xdf\xa3', 'mkv'],
    ['ID3\x02|ID3\x03|ID3\x04', 'mp3'],
];
/** Whether the sample begins with one of the alternatives in `starts` (see `KNOWN`). */
function beginsAs(sample, starts) {
    return starts
        .split('|')
        .some((start) => Array.from(start).every((byte, at) => byte === '?' || byte === sample[at]));
}
/** `isHeaderless`: as in `sniffSample`. Throws the system's errors. */
async function sniff(path, isHeaderless) {
    const file = await external_node_fs_.promises.open(path);
    const read = async (start, length) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
        return buffer.subarray(0, bytesRead);
    };
    try {
        const sniffed = sniffSample(await read(0, SAMPLE_BYTES), isHeaderless);
        if (sniffed.kind !== 'known' || sniffed.format !== 'zip')
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
        return { kind: 'text', what: 'an empty file' };
    const start = isHeaderless ? '' : sample.toString('latin1');
    const what = textIn(start.startsWith('\x1f\x8b\x08') ? unpacked(sample) : sample, isHeaderless);
    if (what !== '')
        return { kind: 'text', what };
    const known = KNOWN.find(([starts]) => beginsAs(start, starts));
    if (known === undefined)
        return { kind: 'walk', format: walkedAs(start) };
    const [, format, is] = known;
    return { kind: 'known', format, is, isCut: false };
}
function walkedAs(start) {
    // The first bytes of a frame of MP3 or AAC.
    if (/^\xff[\xe2-\xef\xf1-\xff]/.test(start))
        return 'mp3';
    const format = WALKED.find(([starts]) => beginsAs(start, starts))?.[1] ?? 'unknown';
    return format === 'mkv' && start.slice(0, 68).includes('webm') ? 'webm' : format;
}
/** Names a text; '' for anything else. */
function textIn(sample, isStrict) {
    const text = decode(sample, isStrict).replace(/^\ufeff/, '');
    // A PDF may look like text.
    if (text === '' || /^%PDF|[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufeff\ufffe\uffff]/.test(text))
        return '';
    if (/^\s*<(?:!doctype html|html|head|body)/i.test(text))
        return 'a web page';
    if (/^\s*</.test(text))
        return 'XML';
    return /^\s*[[{]/.test(text) ? 'JSON' : 'text';
}
/** '' for bytes that cannot be text. If `isStrict`, they must be UTF-8, UTF-16 with a mark, or begin as markup or JSON. */
function decode(sample, isStrict) {
    const [first, second] = sample;
    const even = sample.subarray(0, sample.length & ~1);
    if (first === 0xff && second === 0xfe)
        return even.toString('utf16le');
    if (first === 0xfe && second === 0xff)
        return Buffer.from(even).swap16().toString('utf16le');
    // UTF-16 without a byte order mark, if it begins with two ASCII characters.
    if (!isStrict && /(?:[\t\n\r -~]\0){2}/.test(sample.toString('latin1', 0, 4)))
        return even.toString('utf16le');
    // The sample may cut the last character in two.
    const whole = [0, 1, 2, 3].find((cut) => (0,external_node_buffer_.isUtf8)(sample.subarray(0, sample.length - cut)));
    if (whole !== undefined)
        return sample.toString('utf8', 0, sample.length - whole);
    // Text in another encoding, such as GBK. Other data of this length has control characters, which the caller looks for.
    const latin1 = sample.toString('latin1');
    const isMarkup = /^\s*(?:<[a-z!?]|[[{]\s*["{])/i.test(latin1);
    const letters = sample.reduce((count, byte) => count + (byte < 0x80 ? 1 : 0), 0);
    const isLong = sample.length >= MIN_TEXT_BYTES || letters >= sample.length * 0.75;
    return isMarkup || (!isStrict && isLong) ? latin1 : '';
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

;// CONCATENATED MODULE: ./build/audio/check.js
/**
 * Finds out what a file contains and whether it is complete. A separate program with bounds, the inspector, reads audio and video. So
 * no file can block, crash or exhaust this process.
 */





/** For a file with the first bytes of MP3 or AAC and any name. */
const NO_FRAME = 'begins as MP3 or AAC, but holds no complete frame: it was cut off or damaged';
const MAX_AT_A_TIME = 2;
const MIB = 1024 * 1024;
/** JavaScript's share of the memory. V8 ends a process that needs more. */
const HEAP_SHARE = 0.75;
/** Elapsed time may be this many times the processor time. If an inspection takes longer, the disk does not answer. */
const WALL_FACTOR = 20;
/** Signals of a process that crashes: out of memory, or a bug in Node. On Windows its exit code is above 1. */
const CRASHES = ['SIGABRT', 'SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGBUS'];
/** Make one per step: it inspects at most two files at a time. */
function createCheck(inspector) {
    const takeTurn = (0,p_limit/* default */.A)(MAX_AT_A_TIME);
    return async (file, stop) => {
        const sniffed = await sniff(file.path, file.isHeaderless).catch((error) => unreadable((0,show/* codeOf */.$N)(error)));
        if (sniffed.kind !== 'walk')
            return sniffed;
        if (file.isHeaderless)
            return { kind: 'unknown' };
        return takeTurn(async () => stop.aborted ? { kind: 'stopped' } : inspect(file, sniffed.format, inspector, stop));
    };
}
async function inspect({ path, bytes }, begins, { node, program, bounds }, stop) {
    // An hour of MP3 needs one second and 100 MB.
    const { cpuMs, memoryBytes } = bounds ?? { cpuMs: 30_000 + bytes / 10_000, memoryBytes: 512 * MIB };
    const heap = `--max-old-space-size=${Math.round((memoryBytes * HEAP_SHARE) / MIB)}`;
    const args = [heap, program, path, begins, `${cpuMs}`, `${memoryBytes}`];
    const unread = (within) => {
        return { kind: 'damaged', why: `could not be read to its end${within}: it is damaged` };
    };
    const inspection = await runInspector(node, args, Math.ceil(cpuMs * WALL_FACTOR), stop);
    if (stop.aborted)
        return { kind: 'stopped' };
    switch (inspection.kind) {
        case 'walked':
            return contentOf(inspection.walk, bytes);
        case 'broken':
            return unread('');
        case 'time':
            return unread(` within ${(0,show/* formatDuration */.a3)(cpuMs)} of processor time`);
        case 'memory':
            return unread(` within ${Math.round(memoryBytes / MIB)} MB of memory`);
        case 'unreadable':
            return unreadable(inspection.code);
        case 'unknown':
            return begins === 'mp3' ? { kind: 'damaged', why: NO_FRAME } : { kind: 'unknown' };
        case 'failed':
            return inspection;
    }
}
const failed = (why) => ({ kind: 'failed', why });
const unreadable = (code) => failed(`its bytes could not be read on this machine (${code || 'no reason given'})`);
/** Resolves when the process has ended. */
async function runInspector(node, args, timeout, stop) {
    // No environment: it holds the key. Nothing that goes to standard error is used: a library's warnings may quote the file.
    const options = { env: {}, timeout, killSignal: 'SIGKILL', windowsHide: true };
    const { printed, code, signal, killed } = await new Promise((resolve) => {
        const child = (0,external_node_child_process_.execFile)(node, args, options, (error, stdout) => {
            stop.removeEventListener('abort', kill);
            resolve({ ...error, printed: stdout });
        });
        const kill = () => void child.kill('SIGKILL');
        stop.addEventListener('abort', kill);
    }).catch((error) => ({ printed: '', code: (0,show/* codeOf */.$N)(error) }));
    const inspection = parseInspection(printed);
    if (inspection !== null)
        return inspection;
    if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER')
        return { kind: 'broken' };
    if (typeof code === 'string')
        return failed(`its inspection could not be started (${code})`);
    if (killed === true) {
        const limit = (0,show/* formatDuration */.a3)(timeout);
        return failed(`reading it took longer than ${limit}: the disk or the machine is too slow`);
    }
    const isOwnEnd = signal ? CRASHES.includes(signal) : code !== 1;
    if (isOwnEnd)
        return { kind: 'broken' };
    return failed(`its inspection was ended from outside (${signal ?? 'exit code 1'})`);
}
function contentOf(walk, bytes) {
    const { format, foundSeconds, hasVideo, lacksEndMark } = walk;
    const why = whatIsWrong(walk, bytes);
    if (why !== '')
        return { kind: 'damaged', why };
    const seconds = Math.round(foundSeconds * 1000) / 1000;
    const warnings = lacksEndMark ? ['has no end mark: all it holds is intact, but more may be missing'] : [];
    return { kind: 'media', format, is: hasVideo ? 'video' : 'audio', seconds, warnings };
}
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

// EXTERNAL MODULE: ./build/mountsea/problems.js
var problems = __webpack_require__(257);
// EXTERNAL MODULE: ./build/watch/pace.js
var pace = __webpack_require__(21);
// EXTERNAL MODULE: ./build/world/clock.js
var world_clock = __webpack_require__(5);
// EXTERNAL MODULE: ./build/world/network.js + 2 modules
var network = __webpack_require__(823);
// EXTERNAL MODULE: ./build/text/secret.js
var secret = __webpack_require__(240);
;// CONCATENATED MODULE: ./build/audio/response.js
/** Reads the status and headers of a storage host, and undoes what its headers say. All `why` are in our own words. */




/**
 * Content codings that are undone. We ask for none, but storage services send files as they were uploaded. They also repeat the
 * header of the upload (`utf-8`, `none`, `aws-chunked`), so unknown codings are ignored. If no known coding is named, the first bytes
 * show whether the body is a gzip.
 */
const PACKINGS = ['gzip', 'deflate', 'br'];
const REDIRECTS = [301, 302, 303, 307, 308];
/** Storage services send these for an expired signed URL, and CDNs for a file that has not reached them yet. */
const LATE = [401, 403, 404];
const GONE = 'the URL has expired or is not readable';
/** Sorts a response by its meaning. `wallMs`: the date of this machine, in milliseconds since 1970. */
function sortResponse({ status, headers }, wallMs, isPromised) {
    const header = (name) => (headers[name] ?? '').trim();
    if (status === 200 || status === 203)
        return sortFile(header);
    if (status === 206) {
        const [, last, total] = /^bytes 0-(\d{1,15})\/(\d{1,15})$/i.exec(header('content-range')) ?? [];
        const isWhole = Number(last) + 1 === Number(total);
        return isWhole ? sortFile(header) : { kind: 'failed', why: 'only a part of the file was sent (HTTP 206)' };
    }
    if (REDIRECTS.includes(status))
        return { kind: 'redirect', location: header('location') };
    const isLate = LATE.includes(status);
    const meaning = status === 410 ? `: ${GONE}` : isLate ? `: the file is not there yet, or ${GONE}` : '';
    const why = `HTTP ${status}${meaning}`;
    if (!(0,problems/* mayPass */.bg)(status) && !(isLate && isPromised))
        return { kind: 'failed', why };
    return { kind: 'broken', why, retryAfterMs: (0,pace/* retryAfterMs */.Vs)(header, wallMs) };
}
function sortFile(header) {
    const contentType = header('content-type').replace(/;.*/, '').trim().toLowerCase();
    const codings = header('content-encoding')
        .toLowerCase()
        .split(/[\s,]+/)
        .map((coding) => coding.replace(/^x-/, ''));
    const known = codings.flatMap((coding) => PACKINGS.filter((packing) => packing === coding));
    const isUnknown = known.length === 0 && codings.some((coding) => !['', 'identity'].includes(coding));
    // Node refuses a response with an invalid or a second Content-Length (measured, 24).
    const length = /^\d+$/.exec(header('content-length'))?.[0];
    return {
        kind: 'file',
        contentType,
        packings: isUnknown ? ['gzip'] : known,
        contentLength: length === undefined ? null : Number(length),
        endIsMarked: length !== undefined || /\bchunked\b/i.test(header('transfer-encoding')),
    };
}
/** Returns the target of a redirect: https, or http on this machine if the first URL was http. A string says why not. */
function redirectTarget(location, from, first) {
    if (location.includes(secret/* REDACTED */.XF))
        return 'it redirects to a URL that contained the API key';
    const to = location === '' ? null : URL.parse(location, from.href);
    if (to === null)
        return 'it redirects to nowhere';
    const isAllowed = to.protocol === 'https:' || ((0,show/* isSecureEnough */.M1)(to) && first.protocol === 'http:');
    if (!isAllowed)
        return `it redirects to ${(0,show/* showUrl */.jr)(to)}, which is not https`;
    return (0,show/* hasCredentials */.Lk)(to) ? `it redirects to ${(0,show/* showUrl */.jr)(to)} with a user name or password` : to;
}
/** Signatures of files that are not packed, whatever the header says. */
const STORED = /^(?:ID3|RIFF|fLaC|OggS|FORM|.{4}ftyp|\x1aE\xdf\xa3)/s;
/** Undoes one content coding, unless the bytes show that they are not packed. Throws the errors of `packed` and of zlib. */
async function* undo(packed, packing) {
    let head = Buffer.alloc(0);
    while (head.length < 12) {
        const piece = await packed.next();
        if (piece.done === true)
            break;
        head = Buffer.concat([head, piece.value]);
    }
    async function* all() {
        yield head;
        yield* packed;
    }
    const start = Number.parseInt(head.toString('hex', 0, 2), 16);
    const isGzip = start === 0x1f8b;
    if (STORED.test(head.subarray(0, 12).toString('latin1')) || (packing === 'gzip' && !isGzip)) {
        yield* all();
        return;
    }
    // Loaded here, because few steps need it and loading slows every start.
    const zlib = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 522, 19));
    const { pipeline } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 466, 19));
    // "deflate" means either a zlib stream (RFC 1950), as the standard says, or bare deflate (RFC 1951).
    const isZlib = (start & 0x0f00) === 0x0800 && start % 31 === 0;
    const inflater = isZlib || isGzip ? zlib.createUnzip() : zlib.createInflateRaw();
    const unpacker = packing === 'br' ? zlib.createBrotliDecompress() : inflater;
    // The loop below throws the errors.
    pipeline(all(), unpacker).catch(() => undefined);
    const pieces = unpacker;
    yield* pieces;
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
/** Limits for a packed body, against decompression bombs. */
const MAX_GROWTH = 100;
const fetch_MAX_UNPACKED_BYTES = 2 * 1024 ** 3;
/** No host of files gets the key. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' };
/** Fetches until the file is received, has failed for good or too often, or `stop` aborts. Rejects only on a bug. */
async function fetchFile(file, ports, stop) {
    const { clock, random, note } = ports;
    const { attempts, limitMs } = file.isPromised ? PROMISED : BEST_EFFORT;
    for (let failures = 1; !stop.aborted; failures++) {
        const end = await (0,world_clock/* withTimeLimit */.B)(clock, limitMs, stop, async (whole) => {
            const attempt = new Attempt(file, ports, whole);
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
class Attempt {
    #file;
    #ports;
    /** Aborts when the attempt takes too long, or on a stop. */
    #whole;
    #connection = new AbortController();
    /** The current URL, after redirects. */
    #url;
    /** Bytes of the body, before unpacking. */
    #received = 0;
    #nextLineMs;
    constructor(file, ports, whole) {
        this.#file = file;
        this.#url = file.url;
        this.#ports = ports;
        this.#whole = whole;
        this.#nextLineMs = ports.clock.nowMs() + FIRST_PROGRESS_MS;
    }
    async run() {
        for (let redirects = 0;; redirects++) {
            const { signal } = this.#connection;
            const answer = await this.#inTime(() => this.#ports.get(this.#url, HEADERS, signal));
            try {
                const response = sortResponse(answer, this.#ports.clock.wallMs(), this.#file.isPromised);
                if (response.kind === 'file')
                    return await this.#receive(answer, response);
                if (response.kind === 'broken')
                    return this.#broken(response.why, response.retryAfterMs);
                if (response.kind === 'failed')
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
        if (this.#whole.aborted) {
            return this.#broken(`the file was not complete after ${(0,show/* formatDuration */.a3)(limitMs)}`);
        }
        if (this.#connection.signal.aborted) {
            return this.#broken(`no byte came for ${(0,show/* formatDuration */.a3)(STALL_LIMIT_MS)}`);
        }
        const { course, name } = (0,problems/* problemRow */.Ml)((0,network/* networkProblem */.Wo)(error));
        return course === 'never' ? this.#failed(name) : this.#broken(name);
    }
    async #receive({ body }, head) {
        const { contentLength, contentType, endIsMarked, packings } = head;
        if (!endIsMarked)
            this.#ports.note('the host sent no length, so a cut cannot be noticed');
        const part = await this.#ports.openPart();
        let isReceived = false;
        try {
            let bytes = this.#pieces(body, contentLength);
            for (const packing of packings.toReversed())
                bytes = undo(bytes, packing);
            for await (const piece of bytes) {
                await part.write(piece);
                if (packings.length === 0)
                    continue;
                if (part.bytes > fetch_MAX_UNPACKED_BYTES)
                    return this.#failed('it unpacks to more than 2 GiB');
                if (part.bytes > MAX_GROWTH * (contentLength ?? this.#received)) {
                    return this.#failed(`it unpacks to more than ${MAX_GROWTH} times its size`);
                }
            }
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
            this.#tellProgress(contentLength);
            yield piece.value;
        }
    }
    /** Only for files that take longer than a few seconds. */
    #tellProgress(totalBytes) {
        const { clock, note } = this.#ports;
        if (clock.nowMs() < this.#nextLineMs)
            return;
        this.#nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS;
        note(`${(0,show/* formatBytes */.z3)(this.#received)}${totalBytes === null ? '' : ` of ${(0,show/* formatBytes */.z3)(totalBytes)}`}`);
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
        return { kind: 'failed', why: `${(0,show/* showUrl */.jr)(this.#url)}: ${why}` };
    }
    #broken(why, retryAfterMs = 0) {
        return { kind: 'broken', why: `${(0,show/* showUrl */.jr)(this.#url)}: ${why}`, retryAfterMs };
    }
}

// EXTERNAL MODULE: ./build/audio/find.js + 1 modules
var find = __webpack_require__(34);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(598);
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
;// CONCATENATED MODULE: ./build/audio/part-file.js
/** A file that grows under a hidden name until it gets its own, and the folder that it grows in. */

 // not `node:fs/promises`, which would load with every step, saving or not



/** For this long after a stop, a complete file may still get its name. The process has more time left than that. */
const FINISH_LIMIT_MS = 500;
class PartFile {
    path;
    #file;
    #clock;
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #gone = new AbortController();
    #bytes = 0;
    /** How long after a stop the part is kept. */
    #graceMs;
    constructor(path, file, clock, stop, graceMs) {
        this.path = path;
        this.#graceMs = graceMs;
        this.#file = file;
        this.#clock = clock;
        const abandon = () => void this.#abandon();
        stop.addEventListener('abort', abandon, { signal: this.#gone.signal });
        if (stop.aborted)
            abandon();
    }
    /**
     * Opens a part in `folder`. It is hidden, so that an artifact upload after a killed step leaves it out, and it is removed `graceMs`
     * after `stop` aborts, even if the disk is busy. `open`, `write` and `finish` throw only `DiskError`s.
     */
    static async open(folder, clock, stop, graceMs = 0) {
        const path = (0,external_node_path_.join)(folder, `.${(0,external_node_crypto_.randomUUID)()}.part`);
        return new PartFile(path, await (0,disk/* onDisk */.FC)(folder, external_node_fs_.promises.open(path, 'wx')), clock, stop, graceMs);
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
    /** Flushes to disk, then moves the part to `name` in its folder, and replaces a file there. */
    async finish(name) {
        this.#graceMs = FINISH_LIMIT_MS;
        const path = (0,external_node_path_.join)((0,external_node_path_.dirname)(this.path), name);
        await (0,disk/* onDisk */.FC)(path, this.#file.sync());
        await (0,disk/* onDisk */.FC)(path, this.#file.close());
        await (0,disk/* onDisk */.FC)(path, this.#rename(path));
        this.#gone.abort();
        return { path, bytes: this.#bytes, sha256: this.#hash.digest('hex') };
    }
    /** Removes the part unless it is finished. Never rejects. */
    async discard() {
        this.#gone.abort();
        // Failing to remove the part must not hide the error that led here. Windows removes it once it is closed.
        await Promise.all([external_node_fs_.promises.unlink(this.path), this.#file.close()].map((work) => work.catch(() => undefined)));
    }
    /** Does nothing if the part already has its name. */
    async #abandon() {
        if (this.#graceMs > 0)
            await this.#clock.sleep(this.#graceMs, this.#gone.signal);
        await external_node_fs_.promises.unlink(this.path).catch(() => undefined);
    }
    async #rename(to) {
        for (let attempt = 1;; attempt++) {
            try {
                await external_node_fs_.promises.rename(this.path, to);
                return;
            }
            catch (error) {
                if (attempt === disk/* HELD_ATTEMPTS */.fb || !disk/* HELD_OPEN */.Vf.includes((0,show/* codeOf */.$N)(error)))
                    throw error;
            }
            await this.#clock.sleep(disk/* HELD_PAUSE_MS */.cL, new AbortController().signal);
        }
    }
}
/** Makes a folder, and opens a part in it as a test. Resolves to what went wrong, or ''. */
async function makeFolder(folder, clock) {
    try {
        await makeLevels(folder);
        const probe = await PartFile.open(folder, clock, new AbortController().signal);
        await probe.discard();
        return '';
    }
    catch (error) {
        return (0,show/* describeError */.Uc)(error).replace(/^Error: /, '');
    }
}
/** Level by level, since Node's recursive `mkdir` never returns for some paths, such as `/proc/x`. Throws a `DiskError`. */
async function makeLevels(folder) {
    let code = await makeLevel(folder);
    if (['ENOENT', 'ENOTDIR'].includes(code) && (0,external_node_path_.dirname)(folder) !== folder) {
        await makeLevels((0,external_node_path_.dirname)(folder));
        code = await makeLevel(folder);
    }
    if (code !== '')
        throw new disk/* DiskError */.Q6(folder, code);
}
/** Resolves to the code of the error, or '' if the folder is there: another job may make it at the same moment. */
async function makeLevel(folder) {
    try {
        await external_node_fs_.promises.mkdir(folder);
        return '';
    }
    catch (error) {
        const there = await external_node_fs_.promises.stat(folder).catch(() => null);
        return there?.isDirectory() === true ? '' : (0,show/* codeOf */.$N)(error);
    }
}

;// CONCATENATED MODULE: ./build/audio/folder.js
/**
 * `download-dir`: files are written as hidden parts, then get their names, and `SHA256SUMS` lists them.
 *
 * On a self-hosted runner the folder may still hold yesterday's files, but `SHA256SUMS` may list only this job's. So each step notes
 * its files in the runner's temporary folder, which is emptied for each job.
 */

 // not `node:fs/promises`, which would load with every step, saving or not







/** A disk that takes longer than this to make a folder counts as not answering. */
const FOLDER_LIMIT_MS = 10_000;
/** At most this many files of other jobs are listed by name; the rest are only counted. */
const MAX_STRANGERS = 10;
/** Matches a whole `SHA256SUMS` that this action wrote. */
const SUMS = /^(?:[0-9a-f]{64} {2}[A-Za-z0-9._-]+\n)*$/;
/** A note: the sha256 of a saved file, or `kept` for a file whose content is unproven; then the name. */
const NOTE = /^([0-9a-f]{64}|kept) {2}([A-Za-z0-9._-]+)$/gm;
class Folder {
    #path;
    #bases;
    #clock;
    /** Path of the notes of this job about this folder. */
    #notes;
    /** What the steps of this job have saved here: name to sha256, or to `kept`. */
    #files;
    /** What this step has saved here. */
    #ours = new Set();
    /** Notes and removals, which no download waits for. Their first error is reported at the end, since the files are saved. */
    #chores = [];
    constructor(path, taskIds, clock, notes, noted) {
        this.#path = path;
        this.#bases = baseNames(taskIds);
        this.#clock = clock;
        this.#notes = notes;
        this.#files = new Map([...noted.matchAll(NOTE)].map(([, what = '', name = '']) => [name, what]));
    }
    /**
     * Makes the folder (an absolute path) and writes a test file. `taskIds` are all tasks whose files it will hold.
     * Resolves to the error message if the folder cannot be used.
     */
    static async open(path, taskIds, { clock, job }) {
        const done = new AbortController();
        const silence = `cannot write ${path}: the disk does not answer`;
        const why = await Promise.race([
            makeFolder(path, clock),
            clock.sleep(FOLDER_LIMIT_MS, done.signal).then(() => silence),
        ]);
        done.abort();
        if (why !== '')
            return `Input \`download-dir\` names a folder that cannot be used: ${why}.`;
        const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify([job.id, path]));
        const notes = (0,external_node_path_.join)(job.folder, `mountsea-files-${hash.digest('hex').slice(0, 32)}.txt`);
        return new Folder(path, taskIds, clock, notes, await external_node_fs_.promises.readFile(notes, 'utf8').catch(() => ''));
    }
    /** The name of a file of the task at `index`. Without `extension` it is the name that the log uses. */
    nameOf(index, name, extension = '') {
        return fileName(this.#bases[index] ?? '', name, extension);
    }
    openPart(stop) {
        return PartFile.open(this.#path, this.#clock, stop);
    }
    /** Gives a complete part its name. Replaces a file of that name, and removes bytes set aside under it. */
    async publish(part, name) {
        const place = await part.finish(name);
        this.#note(place.sha256, name);
        this.#ours.add(name);
        void this.remove(`${name}.invalid`);
        return place;
    }
    /** Keeps a part as `NAME.invalid`, which no player opens, and removes the file `name`. Resolves to the new name. */
    async setAside(part, name) {
        await this.keep(part, `${name}.invalid`);
        this.#ours.delete(name);
        void this.remove(name);
        return `${name}.invalid`;
    }
    /** Gives a part a name without listing it in `SHA256SUMS`: its content is unproven. */
    async keep(part, name) {
        await part.finish(name);
        this.#note('kept', name);
    }
    /**
     * Writes `SHA256SUMS`. Throws a `MachineError` if a disk fails or a file of this step is gone, unless `stop` has aborted: then the
     * disk has half a second, and errors of writing are ignored.
     */
    async close(stop) {
        await Promise.all(this.#chores);
        const there = new Set(await (0,disk/* onDisk */.FC)(this.#path, external_node_fs_.promises.readdir(this.#path)));
        await this.#list(there, stop);
        const gone = [...this.#ours].find((name) => !there.has(name));
        if (gone !== undefined && !stop.aborted) {
            throw new build_outcome/* MachineError */.Ml(`${(0,external_node_path_.join)(this.#path, gone)} was saved, but another program has removed it`);
        }
    }
    /** In the format of `sha256sum --check`: the files of this job that still exist. If there are none, no list is written. */
    async #list(there, stop) {
        const saved = [...this.#files].filter(([name, what]) => what !== 'kept' && there.has(name)).sort();
        if (saved.length === 0) {
            // A list of ours is out of date: it is another job's, or its files are gone. Any other file stays.
            const list = await external_node_fs_.promises.readFile((0,external_node_path_.join)(this.#path, 'SHA256SUMS'), 'utf8').catch(() => 'none');
            if (SUMS.test(list))
                await this.remove('SHA256SUMS');
            return;
        }
        const part = await PartFile.open(this.#path, this.#clock, stop, FINISH_LIMIT_MS);
        try {
            await part.write(Buffer.from(saved.map(([name, sha256]) => `${sha256}  ${name}\n`).join('')));
            await part.finish('SHA256SUMS');
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
        const named = [...strangers.slice(0, MAX_STRANGERS), ...(strangers.length > MAX_STRANGERS ? ['...'] : [])];
        return strangers.length === 0 ? '' : `${(0,show/* count */.U9)(strangers.length, 'file')} (${named.join(', ')})`;
    }
    /** Writes a note at once, since the process may be killed. */
    #note(what, name) {
        this.#files.set(name, what);
        void this.#chore(this.#notes, external_node_fs_.promises.appendFile(this.#notes, `${what}  ${name}\n`));
    }
    /** Removes a file if it exists. An error is reported when the folder is closed. */
    remove(name) {
        const path = (0,external_node_path_.join)(this.#path, name);
        const isGone = (error) => {
            if ((0,show/* codeOf */.$N)(error) !== 'ENOENT')
                throw new disk/* DiskError */.Q6(path, (0,show/* codeOf */.$N)(error));
        };
        return this.#chore(path, external_node_fs_.promises.unlink(path).catch(isGone));
    }
    #chore(path, work) {
        const done = (0,disk/* onDisk */.FC)(path, work);
        done.catch(() => undefined);
        this.#chores.push(done);
        return done;
    }
}
const MAX_BASE_CHARS = 96;
/** `BASE.EXT` for the main file of a result, whose name is '', and `BASE-NAME.EXT` for any other. */
function fileName(base, name, extension) {
    return `${base}${name && '-'}${name}${extension && '.'}${extension}`;
}
/**
 * Whatever a task ID or a result contains, a name matches `[A-Za-z0-9._-]+`, is not hidden, is not a Windows device, and differs from
 * every other name by more than upper and lower case. It must not depend on which task completes first, or on what its result
 * contains. So every task gets a base of its own in advance, in the order of the IDs: the ID itself if it can be a file name, else the
 * nearest name that can. If two could clash, the longer one gets a number. On a tie, the ID that had to be altered gets it.
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
    const [short = '', long = ''] = [name.toLowerCase(), other.toLowerCase()].sort((a, b) => a.length - b.length);
    return short === long || (long.startsWith(`${short}-`) && !long.slice(short.length).includes('.'));
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

;// CONCATENATED MODULE: ./build/audio/verdict.js




/** Extensions of formats that we can read. A file that claims one of them but has an unknown format is damaged. */
const CHECKED = new Set('mp3 m4a m4v mp4 mov wav flac ogg oga ogv opus webm weba mkv mka aac'.split(' '));
const MIN_DATA_CHARS = 64;
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
    return !CHECKED.has(extension) && (0,media/* isRaw */.Zi)(extension, contentType, file.format);
}
/** Judges a file by its claims and its bytes. */
function verdictOn(claim, content) {
    if (content.kind === 'stopped' || content.kind === 'failed')
        return content;
    const kind = kindOf(claim, content);
    const mustPlay = claim.file.isPromised || (0,media/* isPlayable */.nW)(kind);
    // Text in a result is a file only if its bytes or the result say so.
    if (!mustPlay && content.kind === 'text')
        return { kind: 'left-out', what: content.what };
    if (!mustPlay && content.kind === 'unknown' && !(claim.file.source instanceof URL)) {
        return { kind: 'left-out', what: 'data of an unknown format' };
    }
    const why = verdict_whatIsWrong(claim, content, mustPlay);
    return why === '' ? saved(claim, content, kind, mustPlay) : { kind: 'invalid', why };
}
/** From the bytes if known, else from the extension, the content type, or the field name. */
function kindOf({ file, extension, contentType }, content) {
    if ('is' in content)
        return content.is;
    return (0,media/* kindOfExtension */.$0)(extension) ?? (0,media/* kindOfType */.OF)(contentType) ?? file.kind ?? 'other';
}
/** For a file that is as claimed, or that cannot be checked. */
function saved(claim, content, kind, mustPlay) {
    const { file, extension: declared } = claim;
    const format = 'format' in content ? content.format : null;
    const { seconds = null, warnings = [] } = content.kind === 'media' ? content : {};
    const whyUnchecked = (0,media/* mayReplaceAudio */.GM)(format)
        ? 'ZIP and MIDI are not opened'
        : 'this action cannot read its format';
    const extension = extensionFor(format, declared);
    const isRenamed = extension !== declared && declared !== 'bin';
    return {
        kind: 'saved',
        extension,
        measures: { kind, format, seconds },
        notes: [
            ...(mustPlay && content.kind !== 'media' ? [`not checked: ${whyUnchecked}`] : []),
            ...(isRenamed ? [`the bytes are ${extension}, not ${declared}`] : []),
        ],
        warnings: [...warnings, ...warnOfLength(file.seconds, seconds)],
    };
}
/** Says what is wrong with a file that should be audio or video; '' if nothing is, or if nobody can tell. */
function verdict_whatIsWrong(claim, content, mustPlay) {
    const { extension } = claim;
    const promised = (0,media/* isPlayable */.nW)((0,media/* kindOfExtension */.$0)(extension)) ? extension.toUpperCase() : 'audio or video';
    switch (content.kind) {
        case 'text':
            return content.what === 'an empty file' ? 'is empty' : `is ${content.what}, not ${promised}`;
        case 'known': {
            const format = content.format.toUpperCase();
            if (content.isCut)
                return `is a ${format} that was cut off: its end is missing`;
            const isFine = !mustPlay || (0,media/* isPlayable */.nW)(content.is) || mayBe(content, claim);
            return isFine ? '' : `is a ${format} file, not ${promised}`;
        }
        case 'damaged':
            return content.why;
        case 'unknown':
            return isWord(claim.file) || (CHECKED.has(extension) && !isHeaderless(claim))
                ? `is not ${promised}: its format is unknown`
                : '';
        case 'media':
            return '';
    }
}
/** Whether a promised file may be this picture, ZIP or MIDI file: if nothing says audio, or if a ZIP or MIDI file is alone. */
function mayBe({ format, is }, { extension, isAlone, mayBePicture, file }) {
    const saysAudio = (0,media/* isPlayable */.nW)((0,media/* kindOfExtension */.$0)(extension));
    if (is === 'image')
        return mayBePicture && !saysAudio && !(0,media/* isPlayable */.nW)(file.kind);
    return (0,media/* mayReplaceAudio */.GM)(format) && (isAlone || !saysAudio);
}
/** Whether the text is too short for audio: a word such as `pending` is also valid base64. */
function isWord({ source }) {
    return !(source instanceof URL) && source.data.length < MIN_DATA_CHARS;
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
/** Returns the outcome of a completed task. Failures of extra files only warn. */
function outcomeOf(task, ends, warn) {
    const { result, files: named } = task;
    const isProven = ends.some((end) => end.kind === 'saved' && isProof(end.file, named.needsAudio));
    // A file that may have been the main product must not count as an extra.
    const mustBe = ({ isPromised, kind }) => {
        const couldBeProof = !named.needsAudio || kind !== 'image';
        return isPromised || (!isProven && named.unusable.length === 0 && couldBeProof);
    };
    const wrong = ends.flatMap((end, index) => {
        const file = named.files[index];
        if (file === undefined || (end.kind !== 'failed' && end.kind !== 'invalid'))
            return [];
        const kept = end.kind === 'invalid' && end.kept !== undefined ? `; its bytes are kept as ${end.kept}` : '';
        if (mustBe(file))
            return [{ ...end, why: end.why + kept }];
        warn(`Could not save an extra file (for example a cover): ${end.why}`);
        return [];
    });
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
        return (0,media/* isPlayable */.nW)(kind) || (0,media/* mayReplaceAudio */.GM)(format);
    return kind !== 'other' || format !== null;
}
/** Says what is missing from a result without any file that its task could have made. */
function whatIsMissing(result, named, ends) {
    const lacks = `the result names no ${named.needsAudio ? 'audio or video' : 'file'}`;
    const leftOut = ends.flatMap((end) => (end.kind === 'left-out' ? [end.what] : []));
    if (leftOut.length > 0)
        return `${lacks}, only ${[...new Set(leftOut)].join(' or ')}`;
    if (named.files.length > 0 || (0,json/* jsonText */.s$)(result) === '')
        return lacks;
    return `${lacks}: if the task makes only text, leave \`download-dir\` blank`;
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
    const check = typeof inspector === 'function' ? inspector : createCheck(inspector);
    return {
        /**
         * Saves the files of the completed task whose ID is at `index`. A file that fails does not stop the others, because the result
         * is paid for. Rejects only on a bug.
         */
        async save(task, index, stop) {
            logNotFetched(task.files, ports);
            const { files } = task.files;
            const save = (file, place) => takeTurn(async () => {
                const isAlone = !files.some((other) => other !== file && (0,media/* isPlayable */.nW)(other.kind));
                const mayBePicture = !task.files.needsAudio;
                const filePorts = { ...ports, check, folder, isAlone, mayBePicture };
                const end = await saveFile(file, index, filePorts, stop);
                if (end.kind === 'saved')
                    ports.saved(task.taskId, end.file, place);
                return end;
            });
            const ends = await Promise.all(files.map(save));
            if (ends.some(({ kind }) => kind === 'stopped'))
                return (0,build_outcome/* outcomeOfStop */.KP)(stop);
            const outcome = outcomeOf(task, ends, ports.warn);
            for (const end of outcome.kind === 'completed' ? ends : []) {
                // Otherwise a release of the whole folder would include the damaged extra file.
                if (end.kind === 'invalid' && end.kept !== undefined)
                    void folder.remove(end.kept);
            }
            return outcome;
        },
        /** Writes the checksums of the job's files, and warns about other files in the folder. Throws a `DiskError`. */
        async close(stop) {
            await folder.close(stop);
            // The workspace holds many other files, and nobody uploads it as a whole.
            const strangers = (0,external_node_path_.relative)(ports.workspace, path) === '' ? '' : await folder.strangers();
            const what = `${path} holds files that this job did not save: ${strangers}`;
            if (strangers !== '')
                ports.warn(`${what}. Uploading the folder would include them.`);
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
/** Writes one file into a part, fetched or decoded, and settles it. */
async function saveFile(file, index, ports, stop) {
    const { folder, log, isAlone, mayBePicture } = ports;
    const { source, isPromised, name } = file;
    const note = (text) => log(`saving ${folder.nameOf(index, name)}: ${text}`);
    const openPart = () => folder.openPart(stop);
    let part = null;
    try {
        let contentType = '';
        if (source instanceof URL) {
            const fetched = await fetchFile({ url: source, isPromised }, { ...ports, note, openPart }, stop);
            if (fetched.kind !== 'received')
                return fetched;
            part = fetched.part;
            contentType = fetched.contentType;
        }
        else {
            const bytes = (0,media/* decodeEmbedded */.Lx)(source);
            if (bytes === null && isPromised) {
                const why = `${folder.nameOf(index, name)} does not decode: it was cut off or damaged`;
                return { kind: 'invalid', why: `${why}; its text is in the result` };
            }
            if (bytes === null) {
                note('skipped: it does not decode');
                return { kind: 'left-out', what: 'text that does not decode' };
            }
            part = await openPart();
            await part.write(bytes);
            contentType = source.mediaType;
        }
        const claim = {
            file,
            contentType,
            isAlone,
            mayBePicture,
            extension: (0,media/* declaredExtension */.iM)(file, contentType),
        };
        const nameAs = (extension) => folder.nameOf(index, name, extension);
        return await settle(part, claim, { ...ports, note, nameAs }, stop);
    }
    catch (error) {
        if (!(error instanceof disk/* DiskError */.Q6))
            throw error;
        // A stop removes open parts, which makes writing fail.
        return stop.aborted ? { kind: 'stopped' } : { kind: 'failed', why: error.message };
    }
    finally {
        await part?.discard();
    }
}
/** Inspects a complete part, names it by its bytes, and publishes it or sets it aside. */
async function settle(part, claim, ports, stop) {
    const { folder, check, note, nameAs, warn } = ports;
    const { path, bytes } = part;
    const verdict = verdictOn(claim, await check({ path, bytes, isHeaderless: isHeaderless(claim) }, stop));
    const name = nameAs(verdict.kind === 'saved' ? verdict.extension : claim.extension);
    switch (verdict.kind) {
        case 'saved': {
            const published = await folder.publish(part, name);
            for (const text of verdict.notes)
                note(text);
            for (const text of verdict.warnings)
                warn(`${name} ${text}`);
            return { kind: 'saved', file: { ...published, name: claim.file.name, ...verdict.measures } };
        }
        case 'invalid': {
            const kept = await folder.setAside(part, name);
            return { kind: 'invalid', why: `${name} ${verdict.why}`, kept };
        }
        case 'left-out':
            note(`skipped: it is ${verdict.what}`);
            return verdict;
        case 'failed':
            await folder.keep(part, name);
            return { kind: 'failed', why: `${name}: ${verdict.why}` };
        case 'stopped':
            return verdict;
    }
}


/***/ })

};
