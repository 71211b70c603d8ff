export const id = 631;
export const ids = [631];
export const modules = {

/***/ 7631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openFolder: () => (/* binding */ openFolder)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/world/disk.js
var disk = __webpack_require__(7026);
// EXTERNAL MODULE: ./build/world/http-error.js
var http_error = __webpack_require__(7208);
;// CONCATENATED MODULE: ./build/audio/part-file.js
/** A file that grows under a temporary name and appears under its own only when it is whole. */

 // not `node:fs/promises`, which would load with every step, saving or not



/** Opens a part in `folder` (absolute), which is there. Whatever fails, here or later, is a `DiskError`. */
async function openPart(folder, clock) {
    // Hidden, so that an artifact upload that runs after a killed step does not take it along.
    const partPath = (0,external_node_path_.join)(folder, `.${(0,external_node_crypto_.randomUUID)()}.part`);
    const file = await (0,disk/* onDisk */.FC)(folder, external_node_fs_.promises.open(partPath, 'wx'));
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    return {
        path: partPath,
        get bytes() {
            return bytes;
        },
        async write(chunk) {
            await (0,disk/* onDisk */.FC)(folder, file.appendFile(chunk));
            hash.update(chunk);
            bytes += chunk.length;
        },
        async publish(name) {
            const path = (0,external_node_path_.join)(folder, name);
            await (0,disk/* onDisk */.FC)(path, file.sync());
            await (0,disk/* onDisk */.FC)(path, file.close());
            await (0,disk/* onDisk */.FC)(path, renamePatiently(partPath, path, clock));
            return { path, bytes, sha256: hash.digest('hex') };
        },
        async discard() {
            // A part that cannot be removed must not hide the error that led here.
            await file.close().catch(() => undefined);
            await external_node_fs_.promises.unlink(partPath).catch(() => undefined);
        },
    };
}
/** On Windows a virus scanner may hold the file that is replaced open for a moment. */
const HELD_OPEN = ['EPERM', 'EACCES', 'EBUSY'];
const RENAME_ATTEMPTS = 8;
const RENAME_PAUSE_MS = 200;
async function renamePatiently(from, to, clock) {
    for (let attempt = 1;; attempt++) {
        try {
            await external_node_fs_.promises.rename(from, to);
            return;
        }
        catch (error) {
            if (attempt === RENAME_ATTEMPTS || !HELD_OPEN.includes((0,http_error/* codeOf */.$N)(error)))
                throw error;
        }
        await clock.sleep(RENAME_PAUSE_MS, new AbortController().signal);
    }
}

;// CONCATENATED MODULE: ./build/audio/checksums.js


/** Writes `SHA256SUMS` beside the files, in the form that `sha256sum --check` reads, in place of a former one. Throws a `DiskError`. */
async function writeChecksums(folder, files, clock) {
    const lines = files.map(({ path, sha256 }) => `${sha256}  ${(0,external_node_path_.basename)(path)}\n`);
    const part = await openPart(folder, clock);
    try {
        await part.write(Buffer.from(lines.join('')));
        await part.publish('SHA256SUMS');
    }
    finally {
        await part.discard();
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
var media = __webpack_require__(8165);
;// CONCATENATED MODULE: ./build/audio/file-name.js
/**
 * Names for the files in `download-dir`. Whatever a task ID or a result holds, a name matches `[A-Za-z0-9._-]+`, is not hidden, is
 * not one of Windows' devices, and is no other file's name, in whatever case. It must not depend on which task completes first,
 * nor on what its result turns out to name. So every task gets a base of its own up front, from the IDs alone.
 */


const MAX_BASE_CHARS = 96;
/**
 * One base for each task ID, in their order: the ID itself where it can be a file name, else the nearest that can. A number is
 * added where two could clash: the longer of two IDs gets it, and of two that are as long, the one that needs other changes.
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
 * Whether a file of one base could have the name of a file of the other, on a file system that may fold case. Behind a base
 * and `-` stands the name of a field, which has no dot: so `a-b` can clash with `a`, and `a-b.2` cannot.
 */
function canClash(name, other) {
    const [one, two] = [name.toLowerCase(), other.toLowerCase()];
    const begins = (long, short) => long.startsWith(`${short}-`) && !long.slice(short.length).includes('.');
    return one === two || begins(one, two) || begins(two, one);
}
function safeBase(taskId) {
    const reduced = taskId
        .replace(/(?:[^A-Za-z0-9._-]|\.{2,})+/g, '_')
        // A dot would hide the file; a dash would make it an option of the commands that it is handed to.
        .replace(/^[.-]/, '_')
        // Before `filenamify`, which takes what follows the last dot for an extension and keeps it, however long.
        .slice(0, MAX_BASE_CHARS - '_'.length);
    return filenamify(reduced, { replacement: '_', maxLength: MAX_BASE_CHARS });
}
/** `BASE.EXT` for the main file of a result, `BASE-NAME.EXT` for every other. */
function fileName(base, { name }, extension) {
    return `${base}${name === '' ? '' : `-${name}`}.${extension}`;
}
/** The extension before the bytes are known: from the URL's path, else the content type, else the result's `format`, else `bin`. */
function declaredExtension({ url, format }, contentType) {
    const known = [(0,media/* extensionInUrl */.Kj)(url), (0,media/* extensionOfType */.Xm)(contentType), format];
    return known.find((extension) => (0,media/* kindOfExtension */.$0)(extension) !== null) ?? ((0,media/* isRaw */.Zi)(format) ? 'pcm' : 'bin');
}

// EXTERNAL MODULE: ./build/text/show.js
var show = __webpack_require__(3017);
;// CONCATENATED MODULE: ./build/audio/folder.js






/** How long a disk may take to make a folder before it counts as one that does not answer. */
const FOLDER_LIMIT_MS = 10_000;
/** Makes `download-dir` (absolute) and tries that a file can be written there. Resolves to an error for people, '' for none. */
async function prepareFolder(folder, clock) {
    const done = new AbortController();
    const silence = `cannot write ${folder}: the disk does not answer`;
    const why = await Promise.race([
        makeFolder(folder),
        clock.sleep(FOLDER_LIMIT_MS, done.signal).then(() => silence),
    ]);
    done.abort();
    return why === '' ? '' : `Input \`download-dir\` names a folder that cannot be used: ${why}.`;
}
/** Level by level: Node's own recursive `mkdir` never returns for some paths, such as `/proc/x`. Resolves to what went wrong. */
async function makeFolder(folder) {
    const missing = [];
    try {
        for (let level = folder; !(await isThere(level)) && (0,external_node_path_.dirname)(level) !== level; level = (0,external_node_path_.dirname)(level)) {
            missing.unshift(level);
        }
        for (const level of missing)
            await (0,disk/* onDisk */.FC)(level, external_node_fs_.promises.mkdir(level));
        const probe = (0,external_node_path_.join)(folder, `.${(0,external_node_crypto_.randomUUID)()}.part`);
        await (0,disk/* onDisk */.FC)(folder, external_node_fs_.promises.writeFile(probe, '', { flag: 'wx' }));
        await (0,disk/* onDisk */.FC)(folder, external_node_fs_.promises.unlink(probe));
        return '';
    }
    catch (error) {
        return (0,show/* describeError */.Uc)(error).replace(/^Error: /, '');
    }
}
async function isThere(path) {
    try {
        await external_node_fs_.promises.stat(path);
        return true;
    }
    catch (error) {
        // Any other error comes again when the folder is made or written to.
        return !['ENOENT', 'ENOTDIR'].includes((0,http_error/* codeOf */.$N)(error));
    }
}

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(370);
// EXTERNAL MODULE: ./build/outcome.js
var outcome = __webpack_require__(7072);
// EXTERNAL MODULE: ./build/text/plain-line.js
var plain_line = __webpack_require__(4093);
// EXTERNAL MODULE: ./build/watch/pace.js
var pace = __webpack_require__(7021);
// EXTERNAL MODULE: ./build/world/clock.js
var clock = __webpack_require__(8005);
// EXTERNAL MODULE: ./build/mountsea/problems.js
var problems = __webpack_require__(3257);
// EXTERNAL MODULE: ./build/text/url.js
var url = __webpack_require__(1691);
// EXTERNAL MODULE: ./build/text/secret.js
var secret = __webpack_require__(5240);
;// CONCATENATED MODULE: ./build/audio/response.js
/** What a storage host's response means, from its status and headers alone. All `why` are in our own words. */



/** Content codings that are undone. None is asked for, but a storage service may send what was once stored that way. */
const ENCODINGS = ['identity', 'gzip', 'deflate', 'br'];
const REDIRECTS = [301, 302, 303, 307, 308];
/** What storage services answer for a signed URL whose time is over, or for a file that is gone. */
const EXPIRED = [401, 403, 404, 410];
/** Sorts a response by what it means. */
function sortResponse({ status, headers }) {
    const header = (name) => [headers[name] ?? []].flat().join(',');
    if (status === 200)
        return sortFile(header);
    if (REDIRECTS.includes(status))
        return { kind: 'redirect', location: header('location') };
    if ((0,problems/* mayPass */.bg)(status)) {
        return { kind: 'broken', why: `HTTP ${status}`, retryAfter: header('retry-after') };
    }
    const meaning = EXPIRED.includes(status) ? ': the URL has expired or is not readable' : '';
    return { kind: 'failed', why: `HTTP ${status}${meaning}` };
}
function sortFile(header) {
    const contentType = header('content-type').replace(/;.*/, '').trim().toLowerCase();
    const what = pageOf(contentType);
    if (what !== '')
        return { kind: 'page', what };
    const sentEncoding = header('content-encoding').toLowerCase().replace(/^$/, 'identity').replace(/^x-/, '');
    const encoding = ENCODINGS.find((known) => known === sentEncoding);
    if (encoding === undefined) {
        return { kind: 'failed', why: 'the response has a Content-Encoding that is not supported' };
    }
    const contentLength = parseLength(header('content-length'));
    if (contentLength === undefined) {
        return { kind: 'broken', why: 'the response has a Content-Length that makes no sense', retryAfter: '' };
    }
    const endIsMarked = contentLength !== null || /\bchunked\b/i.test(header('transfer-encoding'));
    return { kind: 'file', contentType, encoding, contentLength, endIsMarked };
}
/** What kind of page a media type is, '' for none (RFC 6839 for the suffixes). */
function pageOf(contentType) {
    if (/^text\/html$|^application\/xhtml\+xml$/.test(contentType))
        return 'a web page';
    const [, syntax] = /^(?:application\/(?:.+\+)?|text\/)(json|xml)$/.exec(contentType) ?? [];
    if (syntax !== undefined)
        return syntax.toUpperCase();
    return contentType.startsWith('text/') ? 'text' : '';
}
/** `null` for no length, `undefined` for what is no length. Repeated equal values are one (RFC 9110, 8.6). */
function parseLength(value) {
    if (value === '')
        return null;
    const [, length] = /^(\d{1,15})(?:\s*,\s*\1)*$/.exec(value) ?? [];
    return length === undefined ? undefined : Number(length);
}
/** Where a redirect leads: to https, or to http on this machine where the first URL was that too. A string says why not. */
function redirectTarget(location, from, first) {
    if (location.includes(secret/* REDACTED */.XF))
        return 'it redirects to a URL that had the API key in it';
    const to = location === '' ? null : URL.parse(location, from.href);
    if (to === null)
        return 'it redirects to nowhere';
    const isAllowed = to.protocol === 'https:' || ((0,url/* isSecureEnough */.M1)(to) && first.protocol === 'http:');
    if (!isAllowed)
        return `it redirects to ${(0,url/* showUrl */.jr)(to)}, which is not https`;
    return (0,url/* hasCredentials */.Lk)(to) ? `it redirects to ${(0,url/* showUrl */.jr)(to)} with a user name or password` : to;
}

;// CONCATENATED MODULE: ./build/audio/fetch.js
/** One attempt to fetch one file: request, redirects, body, temporary file. It leaves a whole part or nothing. */








const STALL_LIMIT_MS = 30_000;
const MAX_REDIRECTS = 5;
/** Without the key, whatever the host. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' };
/** Never rejects but for a bug. */
async function attemptDownload(request, ports, stop) {
    return (0,clock/* withTimeLimit */.B)(ports.clock, request.limitMs, stop, async (whole) => {
        const attempt = new Attempt(request, ports, whole);
        try {
            return await attempt.run();
        }
        catch (error) {
            return stop.aborted ? { kind: 'stopped' } : attempt.explain(error);
        }
    });
}
class Attempt {
    #request;
    #ports;
    /** Aborts when the attempt has taken too long, or is stopped. */
    #whole;
    #connection = new AbortController();
    /** Where the redirects have led. */
    #url;
    /** Bytes of the body, as they travel. */
    #received = 0;
    constructor(request, ports, whole) {
        this.#request = request;
        this.#ports = ports;
        this.#whole = whole;
        this.#url = request.url;
    }
    async run() {
        for (let redirects = 0;; redirects++) {
            const { signal } = this.#connection;
            const answer = await this.#inTime(() => this.#ports.get(this.#url, HEADERS, signal));
            try {
                const response = sortResponse(answer);
                if (response.kind === 'file')
                    return await this.#save(answer, response);
                if (response.kind === 'page')
                    return response;
                if (response.kind === 'failed')
                    return this.#failed(response.why);
                if (response.kind === 'broken')
                    return this.#broken(response.why, response.retryAfter);
                if (redirects === MAX_REDIRECTS)
                    return this.#failed(`more than ${MAX_REDIRECTS} redirects`);
                const target = redirectTarget(response.location, this.#url, this.#request.url);
                if (!(target instanceof URL))
                    return this.#failed(target);
                this.#url = target;
            }
            finally {
                answer.discard();
            }
        }
    }
    /** What an error that `run` threw means for the file. */
    explain(error) {
        if (error instanceof disk/* DiskError */.Q6)
            return { kind: 'failed', why: error.message };
        if (this.#whole.aborted) {
            return this.#broken(`the file was not complete after ${(0,show/* formatDuration */.a3)(this.#request.limitMs)}`);
        }
        if (this.#connection.signal.aborted)
            return this.#broken('no byte came for 30 seconds');
        const { course, name } = (0,problems/* problemRow */.Ml)((0,http_error/* networkProblem */.Wo)(error));
        return course === 'never' ? this.#failed(name) : this.#broken(name);
    }
    async #save({ body }, head) {
        const { contentLength, contentType, encoding, endIsMarked } = head;
        const { note, clock } = this.#ports;
        if (!endIsMarked)
            note('the host does not tell its length, so nobody can tell whether it is whole');
        const part = await openPart(this.#request.folder, clock);
        let isReceived = false;
        try {
            for await (const chunk of unpack(this.#receive(body, contentLength), encoding))
                await part.write(chunk);
            if (contentLength !== null && this.#received !== contentLength) {
                return this.#broken(`${this.#received} bytes came where Content-Length says ${contentLength}`);
            }
            if (part.bytes === 0)
                return this.#failed('the file has no bytes');
            isReceived = true;
            return { kind: 'received', part, contentType };
        }
        finally {
            if (!isReceived)
                await part.discard();
        }
    }
    /** The body as it comes, piece by piece, each in time. */
    async *#receive(body, contentLength) {
        const pieces = body[Symbol.asyncIterator]();
        for (;;) {
            const piece = await this.#inTime(() => pieces.next());
            if (piece.done === true)
                return;
            this.#received += piece.value.length;
            this.#ports.progress(this.#received, contentLength);
            yield piece.value;
        }
    }
    /** Waits for the network, and cuts the connection where it keeps silent for too long. */
    #inTime(work) {
        const cut = () => this.#connection.abort();
        return (0,clock/* withTimeLimit */.B)(this.#ports.clock, STALL_LIMIT_MS, this.#whole, (limit) => {
            limit.addEventListener('abort', cut);
            if (limit.aborted)
                cut();
            return work();
        });
    }
    #failed(why) {
        return { kind: 'failed', why: `${(0,url/* showUrl */.jr)(this.#url)}: ${why}` };
    }
    #broken(why, retryAfter = '') {
        return { kind: 'broken', why: `${(0,url/* showUrl */.jr)(this.#url)}: ${why}`, retryAfter };
    }
}
/** The bytes as they were before `encoding`. Throws what broke `packed`, or an error of zlib's. */
async function* unpack(packed, encoding) {
    if (encoding === 'identity') {
        yield* packed;
        return;
    }
    // Loaded here: few steps meet a packed file, and every step would pay the start-up.
    const zlib = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 8522, 19));
    const { pipeline } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 6466, 19));
    const unpacker = encoding === 'br' ? zlib.createBrotliDecompress() : zlib.createUnzip();
    // What goes wrong in it comes out of the loop below.
    pipeline(packed, unpacker).catch(() => undefined);
    const pieces = unpacker;
    yield* pieces;
}

;// CONCATENATED MODULE: ./build/audio/check.js
/**
 * What the bytes of a file are: audio or video, something else, or nothing that anybody knows. The libraries that tell (`file-type`,
 * `music-metadata`) are loaded when the first file is inspected: a step that saves nothing does not pay for them.
 */

/** How much is read to tell text from anything else. */
const SAMPLE_BYTES = 4_096;
/** A longer file is not read through to learn its length, where its header does not tell it. */
const MAX_COUNTED_BYTES = 64 * 1024 * 1024;
/** Inspects a file. Throws where it cannot be read from disk. */
async function inspect(path, bytes) {
    const { fileTypeFromFile } = await Promise.all(/* import() */[__webpack_require__.e(638), __webpack_require__.e(344)]).then(__webpack_require__.bind(__webpack_require__, 1344));
    const type = await fileTypeFromFile(path);
    if (type === undefined)
        return inspectText(path);
    const { ext: format, mime } = type;
    if (/^(?:application|text)\/(?:.+\+)?xml$/.test(mime))
        return { kind: 'text', what: 'XML' };
    if (!/^(?:audio|video)\//.test(mime))
        return { kind: 'other', format, isImage: mime.startsWith('image/') };
    const { parseFile, UnsupportedFileTypeError } = await Promise.all(/* import() */[__webpack_require__.e(638), __webpack_require__.e(55)]).then(__webpack_require__.bind(__webpack_require__, 55));
    try {
        const metadata = await parseFile(path, { duration: bytes <= MAX_COUNTED_BYTES, skipCovers: true });
        const track = trackOf(metadata.format);
        return track === null
            ? { kind: 'unreadable', format, isSupported: true }
            : { kind: 'media', format, ...track };
    }
    catch (error) {
        return { kind: 'unreadable', format, isSupported: !(error instanceof UnsupportedFileTypeError) };
    }
}
/** `null` for a file that breaks off in its header: the library finds no track in it, no sample, or a length below zero. */
function trackOf(found) {
    const isVideo = found.hasVideo === true;
    const isTrack = (isVideo || found.hasAudio === true) && (found.codec !== undefined || found.trackInfo.length > 0);
    // Of a WAV the length is always known, unless there is none.
    const isEmpty = found.container === 'WAVE' && found.duration === undefined;
    if (!isTrack || isEmpty || Number(found.duration) <= 0)
        return null;
    const seconds = found.duration === undefined ? null : Math.round(found.duration * 1000) / 1000;
    return { isVideo, seconds, bitsPerSecond: found.bitrate ?? null };
}
async function inspectText(path) {
    const file = await external_node_fs_.promises.open(path);
    try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
        const decoder = new TextDecoder('utf-8', { fatal: true });
        // In streaming mode, a character that the sample cuts in two is no error.
        const sample = decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
        if (/[\0-\x08\x0e-\x1f\x7f]/.test(sample))
            return { kind: 'unknown' };
        if (/^\s*<(?:!doctype html|html|head|body)/i.test(sample))
            return { kind: 'text', what: 'a web page' };
        if (/^\s*</.test(sample))
            return { kind: 'text', what: 'XML' };
        return { kind: 'text', what: /^\s*[[{]/.test(sample) ? 'JSON' : 'text' };
    }
    catch {
        return { kind: 'unknown' };
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./build/audio/settle.js
/** What becomes of a file that was received whole: it is inspected, and saved if it is what it claims to be. */





/** Formats that the library reads: a file that claims one of them and cannot be read is damaged. */
const CHECKED = /^(?:mp3|m4a|wav|flac|ogg|mp4|webm)$/;
/** Extensions of one container, of which none is ever changed into another. */
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
/** Inspects a received part, and publishes or discards it. `log` and `warn` take what people should know, in our own words. */
async function settle({ part, contentType }, file, base, { log, warn }) {
    try {
        const declared = declaredExtension(file, contentType);
        const content = await (0,disk/* onDisk */.FC)(part.path, inspect(part.path, part.bytes));
        const kind = kindOf(file, declared, contentType, content);
        const mustPlay = file.isPromised || isPlayable(kind);
        if (!mustPlay && content.kind === 'text') {
            log(`left out, since it is ${content.what}`);
            return { kind: 'left-out' };
        }
        const isHeaderless = hasNoHeader(declared, contentType, file.format);
        const wrong = whatIsWrong(content, declared, isHeaderless);
        if (mustPlay && wrong !== '') {
            const claimed = fileName(base, file, declared);
            await part.publish(`${claimed}.invalid`);
            return { kind: 'invalid', why: `${claimed} ${wrong}; its bytes are kept as ${claimed}.invalid` };
        }
        const measures = measuresOf(content, isHeaderless);
        if (mustPlay && measures.format === null)
            log('not checked: nothing here can read its format');
        const extension = extensionFor(measures.format, declared);
        if (extension !== declared && declared !== 'bin')
            log(`the bytes are ${extension}, not ${declared}`);
        const name = fileName(base, file, extension);
        const published = await part.publish(name);
        warnOfLength(file.seconds, measures.seconds, (text) => warn(`${name} ${text}`));
        return { kind: 'saved', file: { ...published, name: file.name, kind, ...measures } };
    }
    catch (error) {
        if (!(error instanceof disk/* DiskError */.Q6))
            throw error;
        return { kind: 'failed', why: error.message };
    }
    finally {
        await part.discard();
    }
}
/** Whether a file of this kind can be listened to or watched. */
function isPlayable(kind) {
    return kind === 'audio' || kind === 'video';
}
/** Whether a file is samples without a header, which may happen to look like anything else. */
function hasNoHeader(declared, contentType, format) {
    return !CHECKED.test(declared) && (0,media/* isRaw */.Zi)(declared, contentType, format);
}
function measuresOf(content, isHeaderless) {
    const none = { format: null, seconds: null, bitsPerSecond: null };
    if (isHeaderless)
        return none;
    if (content.kind === 'other')
        return { ...none, format: content.format };
    if (content.kind !== 'media')
        return none;
    const { format, seconds, bitsPerSecond } = content;
    return { format, seconds, bitsPerSecond };
}
/** By the extension, else the content type, else the field's name, else the bytes. */
function kindOf(file, declared, contentType, content) {
    const said = (0,media/* kindOfExtension */.$0)(declared) ?? (0,media/* kindOfType */.OF)(contentType) ?? file.kind;
    if (said !== null)
        return said;
    if (content.kind === 'media')
        return content.isVideo ? 'video' : 'audio';
    return content.kind === 'other' && content.isImage ? 'image' : 'other';
}
/** Why content is not the audio or video that it should be, '' where it is or nobody here can tell. */
function whatIsWrong(content, declared, isHeaderless) {
    const claim = declared === 'bin' ? 'audio or video' : declared.toUpperCase();
    if (content.kind === 'text')
        return `is no ${claim} but ${content.what}`;
    if (isHeaderless)
        return '';
    switch (content.kind) {
        case 'media':
            return '';
        case 'other':
            return `is no ${claim} but a file of the type ${content.format.toUpperCase()}`;
        case 'unreadable':
            return content.isSupported || CHECKED.test(declared)
                ? `is no ${claim} that can be played: it is damaged`
                : '';
        case 'unknown':
            return CHECKED.test(declared) ? `is no ${claim}: its bytes are of no known format` : '';
    }
}
/** The declared extension where the bytes are of its family, else the one that goes with the bytes, if that is in the list. */
function extensionFor(format, declared) {
    if (format === null || (0,media/* kindOfExtension */.$0)(format) === null)
        return declared;
    const isFamily = FAMILIES.some((family) => family.includes(format) && family.includes(declared));
    return isFamily ? declared : format;
}
/** A tenth and two seconds are allowed: durations are often rounded, and some formats pad. */
function warnOfLength(said, measured, warn) {
    if (said === null || measured === null)
        return;
    const difference = Math.abs(said - measured);
    if (difference <= said * 0.1 || difference <= 2)
        return;
    warn(`is ${(0,show/* formatDuration */.a3)(measured * 1000)} long, where the result says ${(0,show/* formatDuration */.a3)(said * 1000)}`);
}

;// CONCATENATED MODULE: ./build/audio/save.js
/** Saves the files of a completed task: side by side, each in a few attempts. */








const MAX_FILES_AT_A_TIME = 4;
const FIRST_PROGRESS_MS = 5_000;
const NEXT_PROGRESS_MS = 10_000;
/**
 * A promised file is worth the patience; for any other a job is not held up for long. `limitMs` bounds an attempt, and what a
 * server may ask to wait before the next: no deadline bounds a download, so one that says "tomorrow" must not keep the job.
 */
const PROMISED = { attempts: 5, limitMs: 30 * 60_000 };
const BEST_EFFORT = { attempts: 2, limitMs: 60_000 };
function createDownloadTurns() {
    return (0,p_limit/* default */.A)(MAX_FILES_AT_A_TIME);
}
/**
 * Saves the files of a completed task. A file that fails does not end the others: what can be saved of a paid result is saved.
 * Never rejects but for a bug.
 */
async function saveFiles({ files: named }, place, ports, stop) {
    logNotFetched(named, ports);
    const saves = named.files.map((file) => ports.takeTurn(() => saveFile(file, place, ports, stop)));
    const ends = await Promise.all(saves);
    const files = ends.flatMap((end) => (end.kind === 'saved' ? [end.file] : []));
    const wrong = ends.flatMap((end, index) => {
        if (end.kind !== 'failed' && end.kind !== 'invalid')
            return [];
        if (named.files[index]?.isPromised === true)
            return [end];
        ports.warn(`A file that the result names besides its audio and video is not saved: ${end.why}`);
        return [];
    });
    if (ends.some(({ kind }) => kind === 'stopped'))
        return { outcome: (0,outcome/* outcomeOfStop */.KP)(stop), files };
    if (wrong.length > 0) {
        const kind = wrong.some((end) => end.kind === 'invalid') ? 'audio-invalid' : 'download-failed';
        const share = ends.length === 1 ? '' : `${wrong.length} of ${ends.length} files: `;
        return { outcome: { kind, why: `${share}${wrong.map(({ why }) => why).join('; ')}` }, files };
    }
    if (named.leftOut > 0) {
        const why = `${(0,show/* count */.U9)(named.leftOut, 'file')} over the limit of 200 a task`;
        return { outcome: { kind: 'download-failed', why }, files };
    }
    const missing = whatIsMissing(named, files);
    return { outcome: missing === '' ? { kind: 'completed' } : { kind: 'audio-missing', why: missing }, files };
}
/** What a result lacks, though all that it names is saved; '' for nothing. */
function whatIsMissing({ unusable, needsAudio, embedded }, files) {
    if (unusable.length > 0)
        return unusable.join('; ');
    if (!needsAudio)
        return files.length + embedded > 0 ? '' : 'the result names no file';
    return files.some(({ kind }) => isPlayable(kind)) ? '' : 'the result names no audio or video';
}
/** Says what of the result is not fetched, so that nothing vanishes without a word. */
function logNotFetched({ skipped, leftOut, embedded }, { log }) {
    if (embedded > 0) {
        const files = `${(0,show/* count */.U9)(embedded, 'file')} in base64`;
        log(`not saved, since they stand in the result itself (output \`resultPath\`): ${files}`);
    }
    if (skipped.length > 0) {
        log(`not saved, since the fields do not name files of the result: ${(0,plain_line/* shortLine */.tl)(skipped.join(', '), 500)}`);
    }
    if (leftOut > 0)
        log(`not saved, since a task has at most 200 files: ${(0,show/* count */.U9)(leftOut, 'file')}`);
}
/** Fetches a file, from its start each time, until it is received, has failed for good or too often, or `stop` aborts. */
async function saveFile(file, { base, folder }, { get, clock, random, log, warn }, stop) {
    const name = fileName(base, file, declaredExtension(file, ''));
    const { attempts, limitMs } = file.isPromised ? PROMISED : BEST_EFFORT;
    const note = (text) => log(`saving ${name}: ${text}`);
    let nextLineMs = clock.nowMs() + FIRST_PROGRESS_MS;
    const progress = (bytes, totalBytes) => {
        if (clock.nowMs() < nextLineMs)
            return;
        nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS;
        note(`${(0,show/* formatBytes */.z3)(bytes)}${totalBytes === null ? '' : ` of ${(0,show/* formatBytes */.z3)(totalBytes)}`}`);
    };
    const request = { url: file.url, folder, limitMs };
    for (let failures = 1; !stop.aborted; failures++) {
        const end = await attemptDownload(request, { get, clock, progress, note }, stop);
        if (end.kind === 'received')
            return settle(end, file, base, { log: note, warn });
        if (end.kind === 'page') {
            if (file.isPromised)
                return { kind: 'failed', why: `${name}: the response is no audio but ${end.what}` };
            note(`left out, since it is ${end.what}`);
            return { kind: 'left-out' };
        }
        if (end.kind !== 'broken')
            return end;
        const { why } = end;
        if (failures === attempts)
            return { kind: 'failed', why: `${why} (${attempts} attempts)` };
        const retryAfterMs = (0,pace/* parseRetryAfterMs */.oR)(end.retryAfter, clock.wallMs());
        if (retryAfterMs > limitMs) {
            return { kind: 'failed', why: `${why}, and not to be asked again for ${(0,show/* formatDuration */.a3)(retryAfterMs)}` };
        }
        const pauseMs = (0,pace/* downloadRetryMs */.Vg)({ failures, retryAfterMs, atLeastMs: 0 }, random);
        log(`saving ${name} again in ${(0,show/* formatDuration */.a3)(pauseMs)}: ${why}`);
        await clock.sleep(pauseMs, stop);
    }
    return { kind: 'stopped' };
}

;// CONCATENATED MODULE: ./build/audio/index.js




/** Makes the folder (absolute) before anything is waited for. Resolves to an error for people where it cannot be used. */
async function openFolder(folder, taskIds, ports) {
    const error = await prepareFolder(folder, ports.clock);
    if (error !== '')
        return error;
    const bases = baseNames(taskIds);
    const savePorts = { ...ports, takeTurn: createDownloadTurns() };
    const all = [];
    return {
        async save(task, index, stop) {
            const { outcome, files } = await saveFiles(task, { base: bases[index] ?? '', folder }, savePorts, stop);
            for (const [place, file] of files.entries())
                ports.saved(task.taskId, file, place);
            all[index] = [...files];
            return outcome;
        },
        close: () => writeChecksums(folder, all.flat(), ports.clock),
    };
}


/***/ })

};
