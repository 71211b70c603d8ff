import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 67:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 34:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  B: () => (/* binding */ MAX_FILES),
  l: () => (/* binding */ findFiles)
});

// EXTERNAL MODULE: ./build/text/json.js
var json = __nccwpck_require__(666);
// EXTERNAL MODULE: ./build/audio/media.js
var media = __nccwpck_require__(165);
// EXTERNAL MODULE: ./build/text/plain-line.js
var plain_line = __nccwpck_require__(93);
;// CONCATENATED MODULE: ./build/audio/place.js
/** A place in a result, and what its field names and its neighbours say about a file there. */



/** Longer field names, paths and file names lose their start: the word for the kind is at the end. */
const MAX_KEY_CHARS = 100;
const MAX_PATH_CHARS = 300;
const MAX_NAME_CHARS = 48;
/** The last word of fields that hold text written by users, who could otherwise make the step fetch any URL. */
const PEOPLES_WORD = /\b(?:titles?|names?|lyrics?|prompts?|texts?|tags?|styles?|descriptions?)\d*(?: \d+)*$/;
/** The same for names in capitals, which cannot be split into words (`SONGTITLE`). */
const PEOPLES_CAPITALS = /^[^a-z]*(?:TITLE|NAME|LYRIC|PROMPT|TEXT|TAG|STYLE|DESCRIPTION)S?\d*$/;
/** Fields that name callbacks and source material, not products of the task: as separate words, and as one word. */
const NOT_PRODUCTS = /\b(?:source|reference)s?\b/;
const NOT_PRODUCTS_AS_ONE = /callback|webhook|(?:(?<!re)source|(?<!p)reference)s?(?:url|uri|href|link|src|file)?s?\d*$/;
/** Fields that repeat the request; JSON in their strings comes from the user. */
const ECHO = /^(?:params?|input|request)$/;
/** A word that names a file but not its kind; the field around it tells the kind. */
const NEUTRAL = /^(?:urls?|uris?|hrefs?|links?|srcs?|files?|downloads?)?\d*$/;
const AUDIO = /^(?:audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac)s?(?:urls?|files?)?\d*$/;
/** The first kind that fits wins. */
const WORDS = [
    ['image', /^(?:image|cover|picture|thumbnail|artwork|poster|photo)s?$/],
    ['video', /^(?:video|movie|mp4|webm|mov)s?$/],
    ['audio', AUDIO],
];
/** A quick test first: nearly all fields of a large result fail it. */
const MAY_NAME_AUDIO = /audio|song|music|track|vocal|stem|instrumental|mp3|m4a|wav|flac/i;
/** When a file must be saved: always, only if its object has no other audio, only if the result has no audio, or never. */
const NEEDS = ['always', 'without-another', 'without-audio', 'never'];
const SAYS_NOTHING = { isLeftAlone: false, echoesRequest: false, kind: null };
/** A field of a result, or an item of a list, or the result itself. */
class Place {
    #parent;
    /** The list, if this is an item of one. */
    #list;
    /** The end of the field name, or the number of a list item, from 1. */
    #key;
    /** The object that contains the field, or that contains the list of this item. */
    siblings;
    /** The field, or the field of this item's list; '' if there is none. */
    field;
    /** The top-level field, if this is that field or an item of its list; `null` elsewhere. */
    topField;
    #says;
    constructor(parent, key, siblings) {
        this.#parent = parent;
        this.#list = typeof key === 'number' ? parent : null;
        this.#key = String(key).slice(-MAX_KEY_CHARS);
        this.siblings = siblings;
        this.field = this.#list?.field ?? this.#key;
        const own = parent?.isResult === true ? this.#key : null;
        this.topField = this.#list === null ? own : this.#list.topField;
    }
    get isResult() {
        return this.#parent === null;
    }
    /**
     * What this field and those around it say. The result is kept, so that deep places take no longer than others. A neutral name such
     * as `url` inherits the kind of the field around it, so the `cover_url` and `page_url` of a song do not count as songs.
     */
    get says() {
        if (this.#says !== undefined)
            return this.#says;
        const around = this.#parent?.says ?? SAYS_NOTHING;
        if (this.#list !== null)
            return (this.#says = around);
        const words = wordsOf(this.#key);
        const kind = WORDS.find(([, pattern]) => words.some((word) => pattern.test(word)))?.[0] ?? null;
        return (this.#says = {
            isLeftAlone: around.isLeftAlone || isNoProduct(this.#key, words),
            echoesRequest: around.echoesRequest || words.some((word) => ECHO.test(word)),
            kind: words.every((word) => NEUTRAL.test(word)) ? around.kind : kind,
        });
    }
    /** Whether the field, or the one around it, says audio or video. */
    get saysMedia() {
        return (0,media/* isPlayable */.nW)(this.says.kind) || (0,media/* isStem */.aC)(this.field);
    }
    /** Whether the field names a part or a first version: `streamAudioUrl`, `preview`. */
    #isPreview() {
        return wordsOf(this.field).some((word) => /^(?:stream|streaming|preview)s?$/.test(word));
    }
    /** `['clips', '2', 'audio_url']` -> `clips-2-audio`. The main file, top-level `audioUrl` or else `url`, has no name. */
    get name() {
        const path = this.path('-');
        const { audioUrl } = this.siblings ?? {};
        if (path === 'audioUrl')
            return '';
        if (path === 'url')
            return (0,json/* jsonText */.s$)(audioUrl).trim() === '' ? '' : 'url';
        // A key may be a signed URL.
        const name = plain((0,plain_line/* plainLine */.h0)(path));
        return name.replace(/(?<=.)[-_]?url$/i, '').slice(-MAX_NAME_CHARS);
    }
    /** Field names and item numbers from outside to inside. A long path loses its start. */
    path(separator) {
        const around = this.#parent?.isResult === false ? this.#parent.path(separator) + separator : '';
        return `${around}${this.#key}`.slice(-MAX_PATH_CHARS);
    }
    /** What a file here is. `isDocumented`: the vendor documents the field as a file. `usual`: its kind if nothing else tells. */
    meaningOf(source, isDocumented, usual) {
        const said = this.says.kind;
        const byName = source instanceof URL ? (0,media/* kindOfExtension */.$0)((0,media/* extensionInUrl */.Kj)(source)) : (0,media/* kindOfType */.OF)(source.mediaType);
        const kind = byName ?? said ?? ((0,media/* isStem */.aC)(this.field) ? 'audio' : usual);
        if (isDocumented || (0,media/* isStem */.aC)(this.field))
            return { kind, need: 'always' };
        if (kind === 'audio' || said === 'audio')
            return { kind, need: this.#isPreview() ? 'without-another' : 'always' };
        return { kind, need: kind === 'video' || said === 'video' ? 'without-audio' : 'never' };
    }
    /** The format and length that stand beside a file. Suno keeps `duration` in `metadata`. */
    get measures() {
        const { format, duration, metadata } = this.siblings ?? {};
        const within = (0,json/* isJsonObject */.OW)(metadata) ? metadata['duration'] : null;
        const isLength = (value) => typeof value === 'number' && value > 0;
        return {
            format: typeof format === 'string' ? format.toLowerCase().replace(/^\./, '') : '',
            seconds: [duration, within].find(isLength) ?? null,
        };
    }
}
function isNoProduct(field, words) {
    const spaced = words.join(' ');
    if (PEOPLES_WORD.test(spaced) || PEOPLES_CAPITALS.test(field))
        return true;
    return NOT_PRODUCTS.test(spaced) || NOT_PRODUCTS_AS_ONE.test(words.join(''));
}
/**
 * Whether a field names only audio (`audio_url`, `songs`, a stem; not `audioId`, `vocal_gender`): `url` if it clearly names a file,
 * `bare` if it may also hold a title or a format.
 */
function audioFieldOf(field) {
    if ((0,media/* isStem */.aC)(field))
        return field === 'other' || field === 'instrumental' ? 'bare' : 'url';
    if (!MAY_NAME_AUDIO.test(field))
        return null;
    const others = wordsOf(field).filter((word) => !AUDIO.test(word));
    if (!others.every((word) => NEUTRAL.test(word)))
        return null;
    return others.some((word) => !/^\d/.test(word)) || /(?:url|file)s?\d*$/i.test(field) ? 'url' : 'bare';
}
/** `videoUrl` -> video, url; `source_audio` -> source, audio; `HDAudio` -> hd, audio. */
function wordsOf(field) {
    const words = field
        .replaceAll('M4A', 'm4a')
        .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|[^A-Za-z0-9]/);
    return words.map((word) => word.toLowerCase()).filter((word) => word !== '');
}
/** A name made of `[A-Za-z0-9_-]`. */
function plain(name) {
    return name.replace(/[^A-Za-z0-9_-]+/g, '_');
}
/** Appends a number to a name that is already `taken`, and takes it. Case is ignored, since some file systems ignore it. */
function freeName(name, taken) {
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++)
        free = `${name}-${number}`;
    taken.add(free.toLowerCase());
    return free;
}

;// CONCATENATED MODULE: ./build/audio/find.js
/**
 * Finds the files that a result names or holds, and which of them must be saved.
 *
 * The vendor passes results through from other services, so no list of field names is complete, and a paid file must not be lost
 * to a name that nobody documented. So every URL counts, except in fields that hold text written by users. The time grows only with
 * the size of the result, whatever its shape.
 */



/** Files saved per task. */
const MAX_FILES = 200;
/** Limits how many texts are parsed as a URL or as JSON, since each costs more than its length suggests. */
const MAX_PARSED = 10_000;
/** Limits the messages about fields. Further skipped fields are counted; further errors are dropped, since one is enough to act. */
const MAX_TOLD = 20;
/** What a field that names audio may hold instead of a URL or a file: `vocals: "true"`. */
const FLAG = /^\s*(?:true|false|yes|no|on|off|none|null|\d+)\s*$/i;
/** What counts as a file in a field that may also hold a title: a URL, even with spaces, a path, or the name of a file. */
const FILE_PATH = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\S+\s*$|^\s*\S+\.(?:mp3|wav|m4a|flac|ogg)\s*$|^\s*https?:\/\//i;
/** Fields of the main file at the top of a result; the first one present wins. */
const MAIN = ['audioUrl', 'url'];
function findFiles(options) {
    const search = new Search(options);
    const files = search.files();
    const audio = files.flatMap(({ kind, source }) => kind === 'audio' && source instanceof URL ? [source] : []);
    const { unusable, warnings, skipped, skippedMore } = search;
    return {
        files,
        unusable,
        warnings,
        skipped,
        skippedMore,
        /** How many files exceed `MAX_FILES`. */
        leftOut: search.over.size + search.unparsed,
        /**
         * The first usable URL in `audioUrl` and `url`, or the first audio file if the vendor documents no such fields; '' if there is
         * none. Always one line of visible ASCII.
         */
        audioUrl: options.documented.length > 0 ? search.audioUrl : (audio[0]?.href ?? ''),
    };
}
class Search {
    #options;
    /** By URL or data. */
    #found = new Map();
    over = new Set();
    /** Why fields that name audio, or are documented as files, hold no usable URL; in our own words. */
    unusable = [];
    /** Problems that do not fail the step, such as `1 of 2 clips has no audio`. */
    warnings = [];
    /** Paths of fields that are not saved, such as `callbackUrl`. `skippedMore` counts those beyond the limit. */
    skipped = [];
    skippedMore = 0;
    audioUrl = '';
    #parsed = 0;
    /** URLs, files and texts of JSON that exceed `MAX_PARSED`. */
    unparsed = 0;
    #names = new Set();
    /** Field names repeat. */
    #audioFields = new Map();
    constructor(options) {
        this.#options = options;
        this.#visit(options.result, new Place(null, '', null), false);
    }
    /** Decides for each file whether it must be saved. */
    files() {
        const drafts = [...this.#found.values()];
        const audio = drafts.filter(({ kind }) => kind === 'audio');
        const certain = audio.filter(({ need }) => need === 'always').map(({ place }) => place.siblings);
        const objects = new Set(certain);
        return drafts.map(({ need, place, ...file }) => {
            const { siblings, measures } = place;
            const isAlone = need === 'without-another' && !objects.has(siblings);
            const isPromised = need === 'always' || isAlone || (need === 'without-audio' && audio.length === 0);
            return { ...file, ...measures, isPromised };
        });
    }
    #visit(value, place, isInText) {
        if (typeof value === 'string') {
            this.#visitText(value, place, isInText);
        }
        else if (Array.isArray(value)) {
            this.#warnOfBlanks(value, place);
            for (const [index, item] of value.entries()) {
                this.#visit(item, new Place(place, index + 1, place.siblings), isInText);
            }
        }
        else if ((0,json/* isJsonObject */.OW)(value)) {
            this.#warnOfBlankStems(value, place);
            // The main file first, so that it keeps its name even if another field holds the same URL.
            const main = place.isResult ? MAIN.filter((key) => Object.hasOwn(value, key)) : [];
            const keys = main.length === 0 ? Object.keys(value) : new Set([...main, ...Object.keys(value)]);
            for (const key of keys)
                this.#visit(value[key], new Place(place, key, value), isInText);
        }
        else if (value !== null && this.#isDocumented(place)) {
            this.#tell('is not a string', place);
        }
    }
    #visitText(text, place, isInText) {
        const form = (0,media/* urlForm */.Yb)(text);
        // White space in a URL is encoded later.
        const mayBeSpaced = form !== null && (this.#isDocumented(place) || (form === 'spaced' && place.saysMedia));
        const file = form === 'whole' || mayBeSpaced ? text : (0,media/* embeddedFile */.BK)(text, place.field);
        if (file !== null && !FLAG.test(text)) {
            this.#visitFile(file, place);
            return;
        }
        const json = isInText ? null : this.#parseText(text, place);
        if (json !== null)
            this.#visit(json, place, true);
        else if (this.#shouldBeUrl(text, place))
            this.#tell(media/* NOT_HTTPS */.wj, place);
        else if (form === 'spaced')
            this.#skip(place);
    }
    #visitFile(file, place) {
        if (place.says.isLeftAlone)
            this.#skip(place);
        else if (!this.#isOverLimit()) {
            const source = typeof file === 'string' ? (0,media/* fileUrl */.iw)(file, this.#options.allowsLoopback) : file;
            if (typeof source !== 'string')
                this.#take(source, place, file);
            else if (typeof file === 'string' && this.#isMissed(file, place))
                this.#tell(source, place);
            else
                this.#skip(place);
        }
    }
    #isOverLimit() {
        if (++this.#parsed > MAX_PARSED)
            this.unparsed += 1;
        return this.#parsed > MAX_PARSED;
    }
    #take(source, place, sent) {
        if (MAIN.some((field) => field === place.topField) && this.audioUrl === '' && source instanceof URL) {
            // Keep it as sent, so that it equals the one in `result`; encode it only if it has characters that URLs may not contain.
            this.audioUrl = typeof sent === 'string' && /^[!-~]+$/.test(sent) ? sent : source.href;
        }
        const key = source instanceof URL ? source.href : source.data;
        const known = this.#found.get(key);
        const isDocumented = this.#isDocumented(place);
        const meaning = place.meaningOf(source, isDocumented, isDocumented ? this.#options.usual : null);
        if (known !== undefined) {
            const need = NEEDS.find((each) => each === known.need || each === meaning.need) ?? known.need;
            this.#found.set(key, { ...known, need });
        }
        else if (this.#found.size === MAX_FILES) {
            this.over.add(key);
        }
        else {
            this.#found.set(key, { source, name: freeName(place.name, this.#names), ...meaning, place });
        }
    }
    /** Parses a text that is a JSON object or list, as in the `resultJson` of other vendors; `null` for any other text. */
    #parseText(text, place) {
        const trimmed = text.trim();
        if (!['[]', '{}'].includes(trimmed.slice(0, 1) + trimmed.slice(-1)) || !trimmed.includes('"'))
            return null;
        if (place.says.isLeftAlone || place.says.echoesRequest || this.#isOverLimit())
            return null;
        return (0,json/* tryParseJson */.Bl)(trimmed);
    }
    /** Whether a text is in a field that should hold the URL of a file. */
    #shouldBeUrl(text, place) {
        // The first condition is for speed only: a result may have 300,000 such texts.
        if (this.unusable.length === MAX_TOLD || text.trim() === '')
            return false;
        const names = this.#audioFieldOf(place.field);
        const isMeant = names === 'url' ? !FLAG.test(text) : names === 'bare' && FILE_PATH.test(text);
        return (this.#isDocumented(place) || isMeant) && !place.says.isLeftAlone && !place.says.echoesRequest;
    }
    /** Whether a URL that cannot be used is in a place where any other URL would have to be saved. */
    #isMissed(text, place) {
        if (this.#shouldBeUrl(text, place))
            return true;
        const url = URL.parse(text.slice(0, media/* MAX_URL_CHARS */.B8));
        return url !== null && !place.says.echoesRequest && place.meaningOf(url, false, null).need === 'always';
    }
    #audioFieldOf(field) {
        let known = this.#audioFields.get(field);
        if (known === undefined)
            this.#audioFields.set(field, (known = audioFieldOf(field)));
        return known;
    }
    #isDocumented({ topField }) {
        return this.#options.documented.some((field) => field === topField);
    }
    #tell(why, place) {
        if (this.unusable.length < MAX_TOLD)
            this.unusable.push(`the result's ${place.path('.')} ${why}`);
    }
    #skip(place) {
        if (this.skipped.length < MAX_TOLD)
            this.skipped.push(place.path('.'));
        else
            this.skippedMore += 1;
    }
    /** Warns of list items without an audio URL if others have one. */
    #warnOfBlanks(list, place) {
        if (list.length < 2 || place.says.isLeftAlone)
            return;
        let blank = 0;
        let full = 0;
        for (const item of list.filter(json/* isJsonObject */.OW)) {
            const fields = Object.keys(item).filter((key) => this.#audioFieldOf(key) === 'url');
            if (fields.some((key) => (0,json/* jsonText */.s$)(item[key]).trim() !== ''))
                full += 1;
            else if (fields.length > 0)
                blank += 1;
        }
        this.#warn(blank, full, list.length, plain(place.field) || 'items');
    }
    #warnOfBlankStems(object, { says }) {
        const stems = media/* STEMS */.Xt.filter((name) => Object.hasOwn(object, name)).map((name) => (0,json/* jsonText */.s$)(object[name]));
        const full = stems.filter((text) => /^\s*https?:/i.test(text)).length;
        const blank = stems.filter((text) => text.trim() === '').length;
        if (!says.isLeftAlone)
            this.#warn(blank, full, stems.length, 'stems');
    }
    #warn(blank, full, all, what) {
        if (blank === 0 || full === 0 || this.warnings.length === MAX_TOLD)
            return;
        this.warnings.push(`${blank} of ${all} ${what} ${blank === 1 ? 'has' : 'have'} no audio`);
    }
}


/***/ }),

/***/ 165:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $0: () => (/* binding */ kindOfExtension),
/* harmony export */   B8: () => (/* binding */ MAX_URL_CHARS),
/* harmony export */   BK: () => (/* binding */ embeddedFile),
/* harmony export */   GM: () => (/* binding */ mayReplaceAudio),
/* harmony export */   Kj: () => (/* binding */ extensionInUrl),
/* harmony export */   Lx: () => (/* binding */ decodeEmbedded),
/* harmony export */   OF: () => (/* binding */ kindOfType),
/* harmony export */   Xt: () => (/* binding */ STEMS),
/* harmony export */   Yb: () => (/* binding */ urlForm),
/* harmony export */   Zi: () => (/* binding */ isRaw),
/* harmony export */   aC: () => (/* binding */ isStem),
/* harmony export */   iM: () => (/* binding */ declaredExtension),
/* harmony export */   iw: () => (/* binding */ fileUrl),
/* harmony export */   nW: () => (/* binding */ isPlayable),
/* harmony export */   wj: () => (/* binding */ NOT_HTTPS)
/* harmony export */ });
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(240);
/* harmony import */ var _text_show_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(17);
/** Tells the kind of a file from its extension or media type, and reads where a file is: its URL, or the result itself. */


/** The only extensions that files get, besides `bin`. A browser or shell runs none of them. */
const EXTENSIONS = [
    ['audio', /^(?:mp3|m4a|wav|flac|og[ga]|opus|aac|aiff?|wma|weba|mka|amr|pcm|raw|[ua]law)$/],
    ['video', /^(?:mp4|m4v|mov|webm|mkv|avi|mpe?g|ogv)$/],
    ['image', /^(?:jpe?g|png|gif|webp|avif|bmp|tiff?|heic)$/],
    ['other', /^(?:zip|midi?)$/],
];
/** Whether it is audio or video. */
function isPlayable(kind) {
    return kind === 'audio' || kind === 'video';
}
/** Whether a task may send this format instead of audio: stems in a ZIP, notes as MIDI. */
function mayReplaceAudio(format) {
    return format === 'zip' || format === 'mid';
}
/** The kind for an extension (lower case, no dot); `null` if it is not in the list. */
function kindOfExtension(extension) {
    return EXTENSIONS.find(([, extensions]) => extensions.test(extension))?.[0] ?? null;
}
/** What follows the last dot in a URL's path, in lower case, whether or not it is a known extension. */
function extensionInUrl({ pathname }) {
    return pathname.slice(pathname.lastIndexOf('.') + 1).toLowerCase();
}
/**
 * Media types whose subtype differs from the extension: those registered with IANA, and older spellings that storage services
 * still send.
 */
const EXTENSION_OF_TYPE = new Map([
    ['audio/mpeg', 'mp3'],
    ['audio/mp4', 'm4a'],
    ['audio/wave', 'wav'],
    ['audio/vnd.wave', 'wav'],
    ['audio/webm', 'weba'],
    ['audio/basic', 'ulaw'],
    ['audio/l16', 'pcm'],
    ['audio/pcma', 'alaw'],
    ['audio/pcmu', 'ulaw'],
    ['audio/midi', 'mid'],
    ['video/quicktime', 'mov'],
    ['video/x-matroska', 'mkv'],
]);
/** The extension before the bytes are known: from the URL's path, the media type or the result's `format`; else `bin`. */
function declaredExtension({ source, format }, type) {
    const inUrl = source instanceof URL ? extensionInUrl(source) : '';
    const ofType = EXTENSION_OF_TYPE.get(type) ?? /^[a-z]+\/(?:x-)?([a-z0-9]+)$/.exec(type)?.[1] ?? '';
    const known = [inUrl, ofType, format].find((extension) => kindOfExtension(extension) !== null);
    return known ?? (isRaw(format) ? 'pcm' : 'bin');
}
/** `audio`, `video` or `image`, if the media type says so. */
function kindOfType(type) {
    return EXTENSIONS.find(([kind]) => kind !== 'other' && type.startsWith(`${kind}/`))?.[0] ?? null;
}
/** Whether a name (extension, media type or `format`, such as `pcm_16000`) means samples without a header, which cannot be checked. */
function isRaw(...names) {
    return names.some((name) => /^(?:audio\/)?(?:x-)?(?:pcm|raw|l16|l24|basic|[mu]u?-?law|a-?law)/.test(name));
}
/** Stems that the vendor's products return, each in its own field. */
const STEMS = ['vocals', 'drums', 'bass', 'other', 'instrumental', 'guitar', 'piano'];
/** Whether a field holds a stem. */
function isStem(field) {
    return STEMS.some((stem) => stem === field);
}
/** Longer URLs are not used in practice, and parsing one of several megabytes takes seconds. */
const MAX_URL_CHARS = 8_192;
const NOT_HTTPS = 'is not an absolute https URL';
/** `whole`: a URL; `spaced`: one of audio or video, with spaces in it; `start`: a text that begins like a URL; `null`: any other text. */
function urlForm(text) {
    if (!/^\s*https?:\/\/\S/i.test(text))
        return null;
    const url = text.trim();
    if (!/\s/.test(url))
        return 'whole';
    const [, path = ''] = /^https?:\/\/((?:(?!:\/\/)[^\r\n?])*)(?:\?\S*)?$/i.exec(url) ?? [];
    return isPlayable(kindOfExtension(path.slice(path.lastIndexOf('.') + 1).toLowerCase())) ? 'spaced' : 'start';
}
/** Returns the absolute https URL (or http to this machine, if allowed) in a text, else why there is none. */
function fileUrl(text, allowsLoopback) {
    if (text.length > MAX_URL_CHARS)
        return `is longer than ${MAX_URL_CHARS} characters`;
    if (text.includes(_text_secret_js__WEBPACK_IMPORTED_MODULE_0__/* .REDACTED */ .XF))
        return 'contained the API key';
    // `URL.parse` would also accept `https:x` and `https:\\x`.
    const url = /^\s*https?:\/\/[^/]/i.test(text) ? URL.parse(text) : null;
    if (url === null || !(0,_text_show_js__WEBPACK_IMPORTED_MODULE_1__/* .isSecureEnough */ .M1)(url) || (url.protocol === 'http:' && !allowsLoopback))
        return NOT_HTTPS;
    // Node would send them as an Authorization header; browsers and curl differ.
    return (0,_text_show_js__WEBPACK_IMPORTED_MODULE_1__/* .hasCredentials */ .Lk)(url) ? 'contains a user name or password' : url;
}
/** The media type and its parameters are optional. */
const DATA_URI = /^\s*data:([\w.+-]+\/[\w.+-]+)?(?:;(?!base64,)[^;,\s]{1,100}){0,9}(;base64)?,/i;
const BASE64 = /^[A-Za-z0-9+/_\s-]*(?:=\s*){0,2}$/;
/** Returns the file that a text encodes, or `null`. `field`: the name of its field. */
function embeddedFile(text, field) {
    if (/^\s{0,9}data:/i.test(text)) {
        const [start = '', type = '', base64] = DATA_URI.exec(text.slice(0, 1_200)) ?? [];
        const data = text.slice(start.length);
        if (start === '' || data.trim() === '')
            return null;
        return { mediaType: type.toLowerCase(), isBase64: base64 !== undefined, data };
    }
    if (!/b64|base64/i.test(field) || text.trim() === '' || !BASE64.test(text.slice(0, 100)))
        return null;
    return { mediaType: '', isBase64: true, data: text };
}
/** Decodes an embedded file; `null` if it is not valid. */
function decodeEmbedded({ data, isBase64 }) {
    const plain = data.includes('%')
        ? data.replace(/%([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
        : data;
    if (isBase64) {
        // Four characters are three bytes; a single character left over is an error.
        const length = plain.replace(/[\s=]+/g, '').length;
        return BASE64.test(plain) && length % 4 !== 1 ? Buffer.from(plain, 'base64') : null;
    }
    return /^[\0-\xff]*$/.test(plain) ? Buffer.from(plain, 'latin1') : null;
}


/***/ }),

/***/ 870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ guard)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(72);
/**
 * How the process ends: red until proven green. Loaded first, so that the exit code is 1 and the signals are heard before anything
 * else runs.
 *
 * Everything that can end a wait from outside aborts one signal, with the outcome as its reason: the signals of a cancelled job
 * (the runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that; on Windows CTRL_C and CTRL_BREAK:
 * `ProcessInvoker` in actions/runner), an uncaught error, a log that cannot be written, an event loop with nothing left to do.
 */


/**
 * How long downloads and polls may take to end after a stop. If they take longer, a disk is hanging: publish what is known and end
 * the process before the runner kills it.
 */
const STOP_LIMIT_MS = 900;
const guard = guardProcess();
function guardProcess() {
    process.exitCode = 1;
    let isProven = false;
    let hasBug = false;
    // Other code may end the process with any exit code (0, '0', 256). Without the proof it is 1.
    process.on('exit', () => {
        if (!isProven)
            process.exitCode = 1;
    });
    const controller = new AbortController();
    let lastWords = () => undefined;
    const stop = (outcome) => {
        controller.abort(new _outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .StopReason */ .Tn(outcome));
        setTimeout(() => {
            lastWords();
            leave(1);
        }, STOP_LIMIT_MS);
    };
    const bug = (error) => {
        hasBug = true;
        stop((0,_outcome_js__WEBPACK_IMPORTED_MODULE_1__/* .internalError */ .WB)(error));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.on(signal, () => stop({ kind: 'interrupted', signal }));
    }
    process.on('uncaughtException', bug);
    process.on('unhandledRejection', bug);
    process.on('beforeExit', () => bug('nothing is left to wait for'));
    process.stdout.on('error', () => bug('the log cannot be written'));
    process.stderr.on('error', () => undefined);
    return {
        stop: controller.signal,
        /** Sets what runs just before the process ends, if a stop does not end the step in time. It must be synchronous and not throw. */
        atLimit: (work) => void (lastWords = work),
        /** Ends the process once its whole output is written. Nothing else can make the exit code 0. */
        async finish(green) {
            // One turn later, so that a file just written no longer counts as work in progress.
            await new Promise((resolve) => process.stdout.write('', () => setImmediate(resolve)));
            // Do not wait for the event loop to empty: a kept-alive connection or an abandoned name lookup would hold the step.
            // A signal that comes after everything is published changes nothing; a bug does.
            isProven = green && !hasBug;
            // A bug after the outputs were written: they must not say `completed` when the exit code is 1.
            if (green && hasBug)
                lastWords();
            leave(isProven ? 0 : 1);
        },
    };
}
/** Work of Node's thread pool, as `process.getActiveResourcesInfo` names it. */
const POOL_WORK = /^(?:GetAddrInfoReq|GetNameInfoReq|FSReq)/;
/**
 * Ends the process now. `process.exit` waits for Node's thread pool, and a name server that never answers blocks one of its
 * threads for half a minute (measured: 28 s). So the process turns into a shell that exits with the code; that ends all threads.
 *
 * `execve` throws on Windows. There, `SIGKILL` to itself is `TerminateProcess(self, 1)` (libuv, src/win/process.c); a green step
 * cannot use that. By then every file is closed and every request has ended. Only an abandoned name lookup can still be running, and
 * Windows ends it after about 12 s.
 */
function leave(code) {
    const isWindows = process.platform === 'win32';
    if (isWindows && code === 1)
        process.kill(process.pid, 'SIGKILL');
    const isPoolAtWork = process.getActiveResourcesInfo().some((name) => POOL_WORK.test(name));
    // Without a shell, Node would abort (read in Node 24).
    if (!isWindows && isPoolAtWork && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)('/bin/sh')) {
        process.execve?.('/bin/sh', ['sh', '-c', `exit ${code}`], {});
    }
    process.exit(code);
}


/***/ }),

/***/ 296:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(870);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(760);
/* harmony import */ var _world_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(5);
/* harmony import */ var _world_http_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(975);
/* harmony import */ var _world_runner_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(915);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(999);
/* harmony import */ var _watch_pace_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(21);
/** Puts the real world together, runs the step, ends the process. */
// First: it sets the exit code to 1 and handles signals before anything else is loaded.







const green = await (0,_step_js__WEBPACK_IMPORTED_MODULE_5__/* .run */ .e)({
    runner: (0,_world_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .createGithubRunner */ .a)(),
    clock: _world_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .m,
    random: Math.random,
    get: (0,_world_http_js__WEBPACK_IMPORTED_MODULE_3__/* .createHttpGet */ .b)(_watch_pace_js__WEBPACK_IMPORTED_MODULE_6__/* .MAX_CONNECTIONS */ .tp),
    download: (0,_world_http_js__WEBPACK_IMPORTED_MODULE_3__/* .createHttpGet */ .b)(_watch_pace_js__WEBPACK_IMPORTED_MODULE_6__/* .MAX_CONNECTIONS */ .tp),
    inspector: { node: process.execPath, program: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(import.meta.dirname, 'inspector.js') },
    stop: _exit_js__WEBPACK_IMPORTED_MODULE_0__/* .guard */ .a.stop,
    atLimit: _exit_js__WEBPACK_IMPORTED_MODULE_0__/* .guard */ .a.atLimit,
});
await _exit_js__WEBPACK_IMPORTED_MODULE_0__/* .guard */ .a.finish(green);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ml: () => (/* binding */ problemRow),
/* harmony export */   bg: () => (/* binding */ mayPass),
/* harmony export */   iK: () => (/* binding */ MAX_RECORD_MIB),
/* harmony export */   rH: () => (/* binding */ nameProblem)
/* harmony export */ });
/**
 * The table of problems that a request can meet: for each a name, whether it passes, and what to do. The loop, the downloads, the log
 * and the summary read it, so a new problem needs only its type and its row.
 */
/** A record has a few kilobytes. Anything over this is not a record. */
const MAX_RECORD_MIB = 32;
/** What a successful response contained instead of the task's record. */
const DEFECTS = {
    compressed: 'a compressed answer, which was not asked for',
    'not-json': 'an answer that is not JSON',
    'nested-too-deeply': 'an answer that is nested too deeply',
    'not-an-object': 'an answer that is not a JSON object',
    'no-task-id': 'an answer without a task ID',
    'another-task': 'the record of another task',
    'no-status': 'an answer without a status',
    'status-not-text': 'an answer whose status is not a string',
    'status-blank': 'an answer whose status is blank',
    'too-large': `an answer larger than ${MAX_RECORD_MIB} MiB`,
};
const TODO = {
    service: 'See whether MountSea is up and reachable from this runner.',
    input: 'Check `endpoint` and `task-id`.',
    host: 'Check the host name in `endpoint`, and that this runner can look it up.',
    trust: 'The key was not sent. Name the certificate of a company proxy in NODE_EXTRA_CA_CERTS.',
    port: 'The key was not sent. Check host and port in `endpoint`, and `https_proxy` if there is one.',
    tls: 'Check host and port in `endpoint`. This action has no client certificate, and speaks TLS 1.2 and 1.3.',
    proxy: 'Check that the proxy in `https_proxy` (or `HTTPS_PROXY`) lets this runner through to the host in `endpoint`.',
    // Not a whole URL: the log would cut out the password.
    password: 'Add them to `https_proxy` (or `HTTPS_PROXY`): write USER:PASSWORD@ before the host.',
    setting: 'Write it as http://HOST:PORT. In a user name or password, write # as %23, / as %2F, ? as %3F and % as %25.',
    redirect: 'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.',
    pay: 'Pay or top up the MountSea account. Then choose "Re-run failed jobs".',
};
const passes = (name, todo = TODO.service) => ({ course: 'passes', name, todo });
const never = (name, todo = TODO.input, reason = 'rejected') => ({ course: 'never', reason, name, todo });
const counted = (...row) => ({ ...never(...row), course: 'counted' });
/** The alert `certificate_required` (RFC 8446, 6.2). Before TLS 1.3 servers send `handshake_failure`, which can mean anything. */
const CERTIFICATE_REQUIRED = 116;
const CLIENT_CERTIFICATE = 'the server asks for a client certificate';
const ROWS = {
    network: ({ code }) => passes(networkError(code)),
    certificate: ({ code }) => never(`certificate not trusted (${code})`, TODO.trust),
    'host-name': () => counted('host name not found', TODO.host),
    'no-host': () => never('the host begins with 127. but is not an IPv4 address', TODO.host),
    'no-tls': ({ code }) => counted(`the server does not speak TLS (${code})`, TODO.port),
    'tls-refusal': ({ alert }) => counted(alert === CERTIFICATE_REQUIRED ? CLIENT_CERTIFICATE : `the server refuses TLS (alert ${alert})`, TODO.tls),
    'proxy-unreachable': () => passes('proxy not reachable', TODO.proxy),
    // As for a server: 5xx passes, other statuses rarely do.
    'proxy-refusal': ({ httpStatus }) => (httpStatus >= 500 ? passes : counted)(`proxy answered HTTP ${httpStatus}`, TODO.proxy),
    'proxy-password': () => never('the proxy asks for a user name and a password (HTTP 407)', TODO.password),
    'proxy-setting': ({ variable }) => never(`${variable} is not the http:// or https:// URL of a proxy`, TODO.setting),
    'no-answer': () => passes('no complete answer in time'),
    'no-connection': () => passes('no free connection in time'),
    'http-status': ({ httpStatus }) => rowOfStatus(httpStatus, `HTTP ${httpStatus}`),
    // A 403 with `Retry-After` that repeats is more likely a wrong key than a rate limit.
    'rate-limit': ({ httpStatus }) => httpStatus === 403 ? counted('HTTP 403', TODO.input, 'unauthorized') : passes(`HTTP ${httpStatus}`),
    redirect: ({ httpStatus, target }) => ({
        ...never(`HTTP ${httpStatus}, a redirect to ${target}`, TODO.redirect),
        isAnswer: true,
    }),
    'no-record': ({ defect }) => ({
        ...(defect === 'too-large' ? never : counted)(DEFECTS[defect], TODO.input, 'bad-answer'),
        isAnswer: true,
    }),
};
/** The meaning of an error status in HTTP (RFC 9110). ASSUMPTION: this vendor means the same. */
function rowOfStatus(httpStatus, name) {
    if (mayPass(httpStatus))
        return passes(name);
    if (httpStatus === 401 || httpStatus === 403)
        return never(name, TODO.input, 'unauthorized');
    if (httpStatus === 404)
        return { ...counted(name, TODO.input, 'not-found'), isAnswer: true };
    return never(name, httpStatus === 402 ? TODO.pay : TODO.input);
}
/**
 * Whether the same request may succeed later, after this HTTP status from any server: 408 (RFC 9110, 15.5.9), 425 (RFC 8470),
 * 429 (RFC 6585) and 5xx.
 */
function mayPass(httpStatus) {
    return [408, 425, 429].includes(httpStatus) || (httpStatus >= 500 && httpStatus <= 599);
}
function networkError(code) {
    // All codes of Node's HTTP parser (llhttp) begin like this.
    if (code.startsWith('HPE_'))
        return 'answer is not HTTP';
    return NETWORK_ERRORS.get(code) ?? `network error${code && ` (${code})`}`;
}
const CLOSED = 'connection closed before the answer was complete';
const DAMAGED = 'the compressed response is damaged';
const NETWORK_ERRORS = new Map([
    ['ECONNREFUSED', 'connection refused'],
    ['ECONNRESET', CLOSED],
    ['EPIPE', CLOSED],
    ['ECONNABORTED', CLOSED],
    ['ETIMEDOUT', 'connection timed out'],
    ['EHOSTUNREACH', 'host unreachable'],
    ['ENETUNREACH', 'network unreachable'],
    ['EAI_AGAIN', 'DNS lookup failed for now'],
    // zlib's codes for damaged or incomplete data.
    ['Z_DATA_ERROR', DAMAGED],
    ['Z_BUF_ERROR', DAMAGED],
]);
/** The row of a problem. With a type parameter, since TypeScript needs one to find the row. */
function problemRow(problem) {
    const kind = problem.kind;
    return ROWS[kind](problem);
}
/** The problem in a few words. */
function nameProblem(problem) {
    return problemRow(problem).name;
}


/***/ }),

/***/ 72:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   KP: () => (/* binding */ outcomeOfStop),
/* harmony export */   Ml: () => (/* binding */ MachineError),
/* harmony export */   Tn: () => (/* binding */ StopReason),
/* harmony export */   WB: () => (/* binding */ internalError)
/* harmony export */ });
/* harmony import */ var _text_show_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(17);

/** The machine failed, not this program. `message` is in our own words. */
class MachineError extends Error {
}
function internalError(error) {
    const isMachines = error instanceof MachineError;
    return { kind: 'internal-error', message: isMachines ? error.message : (0,_text_show_js__WEBPACK_IMPORTED_MODULE_0__/* .describeError */ .Uc)(error), isMachines };
}
/** The reason of every `AbortSignal` that this program aborts. */
class StopReason {
    outcome;
    constructor(outcome) {
        this.outcome = outcome;
    }
}
/** The outcome in the reason of an aborted signal. */
function outcomeOfStop({ reason }) {
    return reason instanceof StopReason ? reason.outcome : internalError('stopped for no reason');
}


/***/ }),

/***/ 999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
// EXTERNAL MODULE: ./build/audio/media.js
var media = __nccwpck_require__(165);
;// CONCATENATED MODULE: ./build/mountsea/products.js
/** The vendor's products: how to ask each for a task, how to read its records, and which one an endpoint belongs to. */

/** ASSUMPTION: `failed`, `timeout` and the words for `cancelled` are final in every product, as the words say. */
function statuses(goOn, others) {
    const going = goOn.map((status) => [status, 'goes-on']);
    return new Map([
        ...going,
        ...Object.entries(others),
        ['failed', 'failed'],
        ['timeout', 'timeout'],
    ]);
}
const GO_ON = ['pending', 'ready', 'assigned', 'processing'];
const ENDS = { completed: 'completed', cancelled: 'cancelled' };
/**
 * The producer: music, stems, downloads, uploads. Eleven, xAI, Gemini and OpenAI answer in the same form.
 *
 * Source: the vendor's public API reference. It lists `cancelled` as a status but not as a final one. The field names in the results
 * of the other four are not documented.
 */
const producer = {
    idField: 'taskId',
    idGoesInto: 'query',
    statuses: statuses(GO_ON, ENDS),
    result: ['result'],
    errorCode: 'errorCode',
    times: ['createdAt', 'finishedAt'],
    // Create, download, upload; download-video; stems.
    documented: ['audioUrl', 'url', 'videoUrl', ...media/* STEMS */.Xt],
    usual: 'audio',
    audioIn: ['result'],
};
/** The same for products that also make pictures. */
const producerOfFiles = { ...producer, usual: null, audioIn: [] };
/**
 * Gemini: pictures and video. ASSUMPTION: `queued` and `running` go on. The reference lacks them, but two third-party clients have
 * them. Those also read `result.imageUrls` and `result.videoUrls`.
 */
const gemini = { ...producerOfFiles, statuses: statuses([...GO_ON, 'queued', 'running'], ENDS) };
/**
 * Suno: music and pictures.
 *
 * Source: the vendor's public pages; only a newer one has `queued` and `awaiting`. There is no status for a cancelled task.
 * `stream` shows incomplete files, so it goes on. The items of a result have their own `status` (`complete`), which says nothing
 * about the task. Documented: results are in `data`, those of pictures in `result`. ASSUMPTION: `data` can be a list of clips, as the
 * log of a third-party client shows.
 */
const suno = {
    idField: 'taskId',
    idGoesInto: 'query',
    statuses: statuses(['queued', 'ready', 'running', 'stream'], {
        awaiting: 'awaits-person',
        success: 'completed',
    }),
    result: ['data', 'result'],
    errorCode: 'failCode',
    times: ['createdAt', 'finishAt'],
    documented: [],
    usual: null,
    audioIn: ['data'],
};
/**
 * The hub: other vendors' models behind one API.
 *
 * Source: the vendor's public pages. `ready` is a boolean here, `true` once a task has finished in any way; the statuses say more.
 * The field names in `data` are not documented, and it may contain files as data URIs.
 */
const hub = {
    idField: 'task_id',
    idGoesInto: 'path',
    statuses: statuses(['pending', 'processing'], ENDS),
    result: ['data'],
    errorCode: 'error_code',
    times: ['created_at', ''],
    documented: [],
    usual: null,
    audioIn: [],
};
/**
 * MS: video, pictures and audio of many models. Source: the vendor's public pages, which spell `canceled` with one l. The shape of
 * `output.audio` is not documented. Pictures may be in base64 (`b64`).
 */
const ms = {
    ...hub,
    statuses: statuses(['queued', 'processing'], { succeeded: 'completed', canceled: 'cancelled' }),
    result: ['output'],
    errorCode: 'error.code',
    times: ['created_at', 'completed_at'],
};
/** Products by the end of the endpoint's path. */
const PRODUCTS = [
    ['/producer/tasks', producer],
    ['/eleven/tasks', producer],
    ['/xai/tasks', producerOfFiles],
    ['/gemini/task/result', gemini],
    ['/openai/tasks', producerOfFiles],
    ['/suno/v2/status', suno],
    ['/hub/v1/tasks', hub],
    ['/ms/v1/tasks', ms],
];
/** The product behind `endpoint`. An unknown path counts as a gateway to the producer. */
function productOf(endpoint) {
    const path = endpoint.pathname.replace(/\/$/, '');
    return PRODUCTS.find(([end]) => path.endsWith(end))?.[1] ?? producer;
}
/** The URL of a task. The endpoint's query stays as written; `URLSearchParams` would change it. */
function taskUrl(endpoint, taskId) {
    const url = new URL(endpoint);
    const id = encodeURIComponent(taskId.toWellFormed());
    if (productOf(endpoint).idGoesInto === 'path')
        url.pathname = `${url.pathname.replace(/\/$/, '')}/${id}`;
    else
        url.search = `${url.search === '' ? '' : `${url.search}&`}taskId=${id}`;
    return url;
}

// EXTERNAL MODULE: ./build/text/secret.js
var secret = __nccwpck_require__(240);
// EXTERNAL MODULE: ./build/text/show.js
var show = __nccwpck_require__(17);
// EXTERNAL MODULE: ./build/text/json.js
var text_json = __nccwpck_require__(666);
;// CONCATENATED MODULE: ./build/inputs/values.js
/**
 * The inputs that name something: the key, the endpoint, the tasks. Turns each text into a value, or into an error that says what was
 * given (never the key; URLs without credentials and query) and what is allowed.
 */



/** One line of visible ASCII, since it goes into a header, and long enough to be cut out of texts safely. */
function parseApiKey(key) {
    if (key === '') {
        const forks = 'Workflows that a fork or Dependabot started get no secrets, so the key is blank there.';
        return { error: `is blank. Give the MountSea API key, as a secret. ${forks}` };
    }
    // Copied from a .env file: the API would answer 401.
    const isQuoted = /^(["'`]).*\1$/.test(key);
    if (isQuoted || !/^[\x21-\x7e]+$/.test(key)) {
        const found = /[\r\n]/.test(key)
            ? 'has a line break in it'
            : isQuoted
                ? 'has quotes around it'
                : `has ${key.length} characters, some of which are white space or not ASCII`;
        const allowed = 'one line of visible ASCII characters, without quotes and without `Bearer`';
        return { error: `${found}. Give only the key: ${allowed}.` };
    }
    if (key.length >= secret/* MIN_KEY_CHARS */.xu)
        return { value: key };
    return { error: `has only ${key.length} characters. A key has at least ${secret/* MIN_KEY_CHARS */.xu}; give all of it.` };
}
const MAX_ENDPOINT_CHARS = 2_048;
/** A placeholder for the ID, as references, templates and shells write it, at the end of a path or query. The API would answer 404. */
const PLACEHOLDER = /(?:[/]|[?&][^?&=/]*=)(?:\$?(?:\{|%7b)+ *[\w.-]+ *(?:\}|%7d)+|\$[a-z_]\w*|:[a-z][\w-]*|<[\w.-]+>)\/?$/i;
/** Where the key is sent: an https URL, or http to this machine; without credentials and fragment. Its query is kept. */
function parseEndpoint(text) {
    const not = (given, allowed) => ({ error: `is ${given}. Use ${allowed}.` });
    // First, since the parser takes seconds for a few hundred kilobytes.
    if (text.length > MAX_ENDPOINT_CHARS)
        return not(`${text.length} characters long`, `a URL of at most ${MAX_ENDPOINT_CHARS}`);
    const url = URL.parse(text);
    if (url === null)
        return not(`${(0,show/* quote */.hD)((0,show/* withoutSecrets */.cT)(text))}, which is not a URL`, 'an absolute https URL');
    const shown = `\`${(0,show/* showUrl */.jr)(url)}\``;
    if ((0,show/* hasCredentials */.Lk)(url))
        return not(`${shown} with a user name or a password`, 'a URL without them');
    if (!(0,show/* isSecureEnough */.M1)(url))
        return not(shown, 'https, or http to this machine (127.0.0.1, localhost, [::1])');
    if ((0,show/* isFalseLoopback */.lg)(url))
        return not(shown, 'a host that does not begin with `127.`, unless it is an IPv4 address');
    if (text.includes('#'))
        return not(`${shown} with a fragment (#)`, 'a URL without one');
    const hasPlaceholder = PLACEHOLDER.test(text);
    if (hasPlaceholder || url.searchParams.has('taskId')) {
        const without = URL.parse(text.replace(PLACEHOLDER, '')) ?? url;
        without.searchParams.delete('taskId');
        const right = `${(0,show/* showUrl */.jr)(without)}${without.search === '' ? '' : '?…'}`;
        const what = hasPlaceholder ? "a placeholder for the task's ID" : '`taskId` in its query';
        const given = `${(0,show/* quote */.hD)((0,show/* withoutSecrets */.cT)(text))} with ${what}`;
        return not(given, `the URL without it, \`${right}\`; the ID is added to it`);
    }
    return { value: url };
}
const MAX_IDS = 100;
const MAX_ID_CHARS = 256;
const CHECK_SUBMIT = 'Check the step that submits the task: its answer may be an error.';
/** What may surround a copied ID. The lookbehind keeps the search linear. */
const AROUND = /^[\s\p{Cf}]+|(?<![\s\p{Cf}])[\s\p{Cf}]+$/gu;
/**
 * The input `task-id`: one ID on each line, or a JSON array of strings as `toJSON` prints it. Returns the IDs in the order given,
 * without empty lines and repeats. It is an error if none is left.
 */
function parseTaskIds(text) {
    const json = (0,text_json/* tryParseJson */.Bl)(text);
    if ((0,text_json/* isJsonObject */.OW)(json))
        return { error: `is a JSON object. ${whatToGive([json])}` };
    const list = Array.isArray(json) ? json : null;
    if (list !== null && !list.every((item) => typeof item === 'string')) {
        const what = `is a JSON array, ${(0,show/* quote */.hD)(text)}, that contains entries that are not strings`;
        return { error: `${what}. ${whatToGive(list)}` };
    }
    const lines = (list ?? text.split('\n')).map((id) => id.replace(AROUND, ''));
    const ids = [...new Set(lines)].filter((id) => id !== '');
    if (ids.length === 0)
        return { error: 'is blank. Give the ID of the task to wait for; for several tasks, one ID on each line.' };
    if (ids.length > MAX_IDS)
        return { error: `has ${ids.length} IDs. A step can have ${MAX_IDS}; split the list over a matrix.` };
    const error = ids.map(flawOf).find((flaw) => flaw !== '');
    return error === undefined ? { value: ids } : { error };
}
/** What to write instead of an object, or instead of an array whose entries are not all strings. */
function whatToGive(entries) {
    const without = entries.find((entry) => idIn(entry) === '');
    if (without !== undefined)
        return `There is no task ID in ${(0,show/* quote */.hD)((0,text_json/* stringifyJson */.sd)(without))}. ${CHECK_SUBMIT}`;
    const id = idIn(entries.find(text_json/* isJsonObject */.OW));
    if (id === '')
        return 'Put each ID in quotes, or write one ID on each line.';
    return `Give only the ${entries.length > 1 ? 'IDs, one on each line, for example' : 'ID:'} ${(0,show/* quote */.hD)(id)}.`;
}
/** The ID in an entry: the entry itself, or its field `taskId` or `task_id`, which may be in `data`; '' if there is none. */
function idIn(entry) {
    if (!(0,text_json/* isJsonObject */.OW)(entry))
        return (0,text_json/* jsonText */.s$)(entry);
    const { taskId, task_id, data } = entry;
    const id = (0,text_json/* jsonText */.s$)(taskId ?? task_id);
    return id === '' && (0,text_json/* isJsonObject */.OW)(data) ? idIn(data) : id;
}
/** What is wrong with an ID, '' if nothing is. */
function flawOf(id) {
    const shown = (0,show/* quote */.hD)(id);
    // First, since this message leaves out credentials and query.
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(id))
        return `is a URL, ${(0,show/* quote */.hD)((0,show/* withoutSecrets */.cT)(id))}. Give only the ID: the \`taskId\` in the answer to submitting the task.`;
    if (id.length > MAX_ID_CHARS)
        return `has an ID of ${id.length} characters, ${shown}. At most ${MAX_ID_CHARS} are allowed.`;
    // What `jq`, JavaScript and Python print.
    if (/^(?:null|undefined|None)$/.test(id))
        return `has the ID ${shown}, which programs print when there is no ID. ${CHECK_SUBMIT}`;
    const [invisible] = /\p{Cf}/u.exec(id) ?? [];
    if (invisible !== undefined) {
        const code = (invisible.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
        const right = (0,show/* quote */.hD)(id.replaceAll(/\p{Cf}/gu, ''));
        return `has an ID with an invisible character (U+${code}) in it. Write it without: ${right}.`;
    }
    if (/\p{Cc}/u.test(id))
        return `has an ID with a control character in it, ${shown}. Write one ID on each line.`;
    if (/\s/.test(id))
        return `has an ID with white space in it, ${shown}. For several tasks, write one ID on each line.`;
    if (/[,"'`]/.test(id))
        return `has an ID with a comma or a quote in it, ${shown}. Write one ID on each line, without either.`;
    return '';
}

;// CONCATENATED MODULE: ./build/inputs/inputs.js
/**
 * Turns the raw inputs of the step into values, or into all errors at once. Each error names the input, what was given and
 * what is allowed. It never has the key, or the credentials or query of a URL.
 */






const INPUT_NAMES = (/* unused pure expression or super */ null && ([
    'task-id',
    'api-key',
    'endpoint',
    'timeout',
    'poll-interval',
    'max-poll-interval',
    'download-dir',
]));
/** The defaults of optional inputs. `action.yml` has the same; a test compares them. */
const DEFAULTS = {
    endpoint: 'https://api.mountsea.ai/producer/tasks',
    timeout: '30m',
    'poll-interval': '5s',
};
/** GitHub cancels a job on its own machines after 6 hours and on any after 5 days (GitHub's documentation of limits). */
const TIMEOUT = {
    leastMs: 1,
    mostMs: 5 * 24 * 3_600_000,
    allowed: 'It must be more than 0 and at most 5 days (`120h`).',
};
const POLL_INTERVAL = { leastMs: 100, mostMs: Infinity, allowed: 'It must be `100ms` or more.' };
/** The default: gentle to a shared API, and short enough for a job that others wait for. */
const DEFAULT_MAX_POLL_INTERVAL_MS = 15_000;
/** `read` returns a raw input. Relative folders start at `workspace`. `redactor` knows the raw `api-key`. */
function parseInputs(read, workspace, redactor) {
    const errors = [];
    // A shorter text is not a key, and would be found in innocent inputs.
    const hasKey = read('api-key').trim().length >= secret/* MIN_KEY_CHARS */.xu;
    const take = (name, parse, otherwise) => {
        const text = read(name).trim();
        const isMisplaced = hasKey && name !== 'api-key' && redactor.text(text) !== text;
        const parsed = isMisplaced
            ? { error: 'contains the API key. Put the key only in `api-key`, where it is kept secret.' }
            : parse(text);
        if ('value' in parsed)
            return parsed.value;
        errors.push(`Input \`${name}\` ${parsed.error}`);
        return otherwise;
    };
    const taskIds = take('task-id', parseTaskIds, []);
    const apiKey = take('api-key', parseApiKey, '');
    const standardUrl = new URL(DEFAULTS.endpoint);
    const endpoint = take('endpoint', (text) => parseEndpoint(text || DEFAULTS.endpoint), standardUrl);
    const unusable = taskIds.find((id) => productOf(endpoint).idGoesInto === 'path' && /^\.\.?$/.test(id));
    if (unusable !== undefined) {
        errors.push(`Input \`task-id\` has the ID ${(0,show/* quote */.hD)(unusable)}, which cannot be part of the path of \`endpoint\`.`);
    }
    const timeoutMs = take('timeout', (text) => parseDuration(text || DEFAULTS.timeout, TIMEOUT), 0);
    const parsePollInterval = (text) => parseDuration(text || DEFAULTS['poll-interval'], POLL_INTERVAL);
    const pollIntervalMs = take('poll-interval', parsePollInterval, POLL_INTERVAL.leastMs);
    const otherwiseMs = Math.max(DEFAULT_MAX_POLL_INTERVAL_MS, pollIntervalMs);
    const allowed = `It must not be less than \`poll-interval\` (${(0,show/* formatDuration */.a3)(pollIntervalMs)}).`;
    const parseMaxPollInterval = (text) => text === ''
        ? { value: otherwiseMs }
        : parseDuration(text, { leastMs: pollIntervalMs, mostMs: Infinity, allowed });
    const maxPollIntervalMs = take('max-poll-interval', parseMaxPollInterval, otherwiseMs);
    const downloadDir = take('download-dir', (text) => parseDownloadDir(text, workspace), null);
    if (errors.length > 0)
        return { kind: 'bad', errors };
    // `downloadDir` is absolute, or `null` for no download.
    const inputs = { taskIds, apiKey, endpoint, timeoutMs, pollIntervalMs, maxPollIntervalMs, downloadDir };
    return { kind: 'ok', inputs };
}
/** Milliseconds within `limits`. The error for a near miss has the right spelling, if that is in the range. */
function parseDuration(text, { leastMs, mostMs, allowed }) {
    const isInRange = (ms) => ms !== null && ms >= leastMs && ms <= mostMs;
    const value = (0,show/* parseDurationMs */.yi)(text);
    if (isInRange(value))
        return { value };
    const isBare = /^\d+$/.test(text);
    // This action's own messages have the space in `1h 30m`. `1 000s` may be two numbers or one, so it is not guessed.
    const joined = /\d\s+\d/.test(text) ? '' : text.replaceAll(/\s/g, '').toLowerCase();
    const near = isBare ? [`${text}m`, `${text}s`] : [(0,show/* suggestDuration */.vR)(text) || joined];
    const right = near.filter((spelled) => isInRange((0,show/* parseDurationMs */.yi)(spelled))).join('` or `');
    const hint = [text, ...near].some((spelled) => (0,show/* parseDurationMs */.yi)(spelled) !== null)
        ? allowed
        : 'Use whole numbers (at most 9 digits) with h, m, s or ms, such as `500ms`, `90s`, `30m`, `1h30m`.';
    const todo = `${isBare ? 'The unit is missing: write' : 'Write'} \`${right}\`.`;
    return { error: `is ${(0,show/* quote */.hD)(text)}. ${right === '' ? hint : todo}` };
}
/**
 * Names that Windows reserves for devices, or shortens (`out.`): other programs could not open or delete such folders. Source:
 * Microsoft, "Naming Files, Paths, and Namespaces", with the superscripts; "Console Handles" has the console's two.
 */
const WINDOWS_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3]) *(?:\..*)?$|[^. ][. ]+$/i;
/** A server without a share would become a folder on the current drive. */
const SERVER_ONLY = /^[\\/]{2}[^\\/]+[\\/]*$/;
/** Variables of a shell, PowerShell or cmd, and the wildcard `*`. */
const REPLACED = /(?:^|[\\/])(?:\$[A-Za-z_{]|%[^%\\/]+%)|\*/;
/** What a path must be instead; '' if it is usable. */
function allowedFolder(text, isWindows) {
    if (/\p{Cc}/u.test(text))
        return 'without control characters';
    if (REPLACED.test(text))
        return 'written out: variables and `*` are not replaced. Write for example `${{ runner.temp }}/audio`';
    if (!isWindows)
        return '';
    if (text.split(/[\\/]/).some((name) => WINDOWS_NAME.test(name)))
        return 'without reserved names (CON, NUL, AUX, ...) or names that end in a dot or space';
    return SERVER_ONLY.test(text) ? 'for example \\\\server\\share' : '';
}
/** An absolute path; `null` for a blank text. `~/` is the home folder, as in `upload-artifact` (`@actions/glob`). */
function parseDownloadDir(text, workspace, isWindows = external_node_path_.sep === '\\', home = external_node_os_.homedir) {
    if (text === '')
        return { value: null };
    const allowed = allowedFolder(text, isWindows);
    if (allowed !== '')
        return { error: `is ${(0,show/* quote */.hD)(text)}. Give the path of one folder, ${allowed}.` };
    const path = isWindows ? external_node_path_.win32 : external_node_path_.posix;
    const isInHome = (isWindows ? /^~(?:[\\/]|$)/ : /^~(?:\/|$)/).test(text);
    return { value: isInHome ? path.resolve(home(), `.${text.slice(1)}`) : path.resolve(workspace, text) };
}

// EXTERNAL MODULE: ./build/mountsea/problems.js
var problems = __nccwpck_require__(257);
;// CONCATENATED MODULE: ./build/ledger.js


/** An API that fails and recovers all the time causes at most one report of an outage in this time. */
const OUTAGE_EVERY_MS = 300_000;
/** The outcome of an unfinished task: if the process is killed at once, the outputs already say so. */
const GOES_ON = { kind: 'interrupted', signal: '' };
class Ledger {
    #tasks = new Map();
    #plan = {
        timeoutMs: 0,
        savesFiles: false,
        isRehearsal: null,
    };
    #error = null;
    /** The outcome of every task that has no other. */
    #stop = null;
    /** The saved files of each task, each at its place in the result. */
    #files = new Map();
    #outages = [];
    /** The beginning of the outage that was reported last. */
    #toldOutageAtMs = null;
    /** Tasks whose last poll met a problem. */
    #failing = new Set();
    /** What was reported and is not repeated: meanings of odd statuses, and names of problems before the first record. */
    #told = new Set();
    /** The inputs are valid, and the wait for these tasks begins. */
    started(inputs) {
        const { taskIds, timeoutMs, downloadDir, endpoint } = inputs;
        this.#plan = {
            timeoutMs,
            savesFiles: downloadDir !== null,
            isRehearsal: (0,show/* isLoopbackHost */.cW)(endpoint.hostname),
        };
        const nothing = { task: null, outcome: GOES_ON, files: [], changes: [], endedAtMs: 0 };
        this.#tasks = new Map(taskIds.map((taskId) => [taskId, { taskId, ...nothing }]));
    }
    /** A poll brought an answer. Returns what is new about it. */
    polled({ taskId, atMs, answer }) {
        const before = this.#tasks.get(taskId);
        if (before === undefined)
            return [];
        if (answer.kind !== 'record')
            return this.#met(before, answer.problem, atMs);
        const news = this.#recovered(taskId, atMs);
        const { task } = answer;
        this.#learn(taskId, { task });
        const { status, meaning } = task;
        const from = before.changes.at(-1)?.status ?? '';
        if (withoutDigits(from) === withoutDigits(status))
            return news;
        const change = { status, meaning, atMs };
        this.#learn(taskId, { changes: [...before.changes, change] });
        const isOdd = meaning === 'unknown' || meaning === 'awaits-person';
        return [...news, { kind: 'status', taskId, from, isFirstOdd: isOdd && this.#isFirst(meaning), ...change }];
    }
    /** A file of a task is saved. `place` is its position in the result, from 0; snapshots list files in that order. */
    saved(taskId, file, place) {
        const placed = this.#files.get(taskId) ?? [];
        placed[place] = file;
        this.#files.set(taskId, placed);
        this.#learn(taskId, { files: Object.values(placed) });
    }
    /** A task's wait, and the download of its files, have ended. */
    ended(taskId, outcome, endedAtMs) {
        this.#learn(taskId, { outcome, endedAtMs });
        // The outage stays open until any task gets an answer.
        this.#failing.delete(taskId);
    }
    /** The step has to stop. The first stop counts, and the first internal error, since it usually causes the others. */
    stopped(outcome) {
        this.#stop ??= outcome;
        if (outcome.kind === 'internal-error')
            this.#error ??= outcome;
    }
    /** The process must end before the step does. The exit code will be 1, so the tasks must not all say `completed`. */
    cutOff() {
        const tasks = [...this.#tasks.values()];
        if (tasks.some((state) => state.outcome !== GOES_ON && !isCompleted(state)))
            return;
        for (const { taskId } of tasks)
            this.#learn(taskId, { outcome: GOES_ON });
    }
    /** What is known `elapsedMs` after the step's start. */
    snapshot(elapsedMs) {
        const end = { outcome: this.#stop ?? GOES_ON, endedAtMs: elapsedMs };
        const tasks = [...this.#tasks.values()].map((state) => state.outcome === GOES_ON ? { ...state, ...end } : state);
        return { ...this.#plan, tasks, outages: this.#outages, elapsedMs, error: this.#error };
    }
    #learn(taskId, facts) {
        const before = this.#tasks.get(taskId);
        if (before !== undefined)
            this.#tasks.set(taskId, { ...before, ...facts });
    }
    #isFirst(what) {
        const isFirst = !this.#told.has(what);
        this.#told.add(what);
        return isFirst;
    }
    #met({ taskId, task }, problem, atMs) {
        // A wrong ID or a wrong endpoint is not an outage. Reported once for each problem.
        const { name, isAnswer } = (0,problems/* problemRow */.Ml)(problem);
        if (task === null && isAnswer) {
            const news = this.#recovered(taskId, atMs);
            return this.#isFirst(name) ? [...news, { kind: 'no-record-yet', taskId, problem }] : news;
        }
        this.#failing.add(taskId);
        if (this.#outages.at(-1)?.toMs === null)
            return [];
        this.#outages.push({ fromMs: atMs, toMs: null, problem });
        const toldAtMs = this.#toldOutageAtMs;
        // At the deadline, the outcome reports the problem.
        if (atMs - (toldAtMs ?? -Infinity) < OUTAGE_EVERY_MS || atMs >= this.#plan.timeoutMs)
            return [];
        this.#toldOutageAtMs = atMs;
        return [{ kind: 'outage-began', problem, isFirst: toldAtMs === null }];
    }
    /** An outage lasts until every task that met a problem has been answered again. */
    #recovered(taskId, atMs) {
        this.#failing.delete(taskId);
        const current = this.#outages.at(-1);
        if (current?.toMs !== null || this.#failing.size > 0)
            return [];
        const { fromMs } = current;
        this.#outages.splice(-1, 1, { ...current, toMs: atMs });
        return fromMs === this.#toldOutageAtMs ? [{ kind: 'outage-ended', atMs, lastedMs: atMs - fromMs }] : [];
    }
}
/** Treats `progress 17 %` and `progress 18 %` as one status, so that the log does not get a line for each. */
function withoutDigits(status) {
    // Statuses that differ only after 200 characters do not occur.
    return status.slice(0, 200).replace(/\d+/g, '0');
}
/** The only condition for a green step. A step without tasks is never green. */
function isGreen({ tasks, error }) {
    return (error === null &&
        tasks.length > 0 &&
        tasks.every((state) => isCompleted(state) && state.task?.meaning === 'completed'));
}
/**
 * The task that the single-valued outputs describe: 1. the first whose status is not `completed`; 2. else the first whose outcome
 * is not `completed`; 3. else the first.
 */
function headlineTask(tasks) {
    return (tasks.find(({ task }) => task?.meaning !== 'completed') ??
        tasks.find((state) => !isCompleted(state)) ??
        tasks[0]);
}
/** Whether a task is completed, and its files are saved if `download-dir` is set. */
function isCompleted({ outcome }) {
    return outcome.kind === 'completed';
}

// EXTERNAL MODULE: ./build/text/plain-line.js
var plain_line = __nccwpck_require__(93);
// EXTERNAL MODULE: ./build/watch/pace.js
var pace = __nccwpck_require__(21);
// EXTERNAL MODULE: ./build/world/network.js + 2 modules
var network = __nccwpck_require__(823);
// EXTERNAL MODULE: ./build/audio/find.js + 1 modules
var find = __nccwpck_require__(34);
;// CONCATENATED MODULE: ./build/mountsea/read.js
/**
 * Reads a record of any product as a task. No other file looks into a record.
 *
 * Only the ID and the status are checked. All other fields are taken as they are: a surprise in one must not cost a paid result.
 */




/**
 * Reads a parsed answer as the record of the task `askedId`, or returns what is wrong with it. Files over http on this machine count
 * only if `endpoint` is on this machine too.
 */
function readTask(record, askedId, endpoint) {
    if (!(0,text_json/* isJsonObject */.OW)(record))
        return 'not-an-object';
    const { idField, statuses, result: places, errorCode, times, documented, usual, audioIn, } = productOf(endpoint);
    const sentId = record[idField];
    // A number with the same digits is the same ID.
    const taskId = (0,text_json/* jsonText */.s$)(sentId);
    if (taskId === '' || (typeof sentId !== 'string' && !/^-?\d+$/.test(taskId)))
        return 'no-task-id';
    if (taskId !== askedId)
        return 'another-task';
    const status = record['status'] ?? null;
    if (status === null)
        return 'no-status';
    if (typeof status !== 'string')
        return 'status-not-text';
    if (status.trim() === '')
        return 'status-blank';
    const text = (path) => (0,text_json/* jsonText */.s$)(fieldAt(record, path));
    const [place = ''] = [...places.filter((name) => fieldAt(record, name) !== null), ...places];
    const result = fieldAt(record, place);
    const { audioUrl, ...found } = (0,find/* findFiles */.l)({
        result,
        documented,
        usual,
        allowsLoopback: (0,show/* isLoopbackHost */.cW)(endpoint.hostname),
    });
    const files = { ...found, needsAudio: audioIn.includes(place) };
    return {
        taskId,
        /** As the product spells it. */
        status,
        meaning: statuses.get(status) ?? 'unknown',
        /** A JSON value, `null` if there is none. */
        result,
        errorMessage: errorText(record),
        /** A JSON value as sent, `null` if there is none. */
        errorCode: fieldAt(record, errorCode),
        traceId: text('traceId'),
        /** Both times are ISO 8601 as sent. */
        createdAt: text(times[0]),
        finishedAt: text(times[1]),
        title: titleOf(result),
        /** Always one line of visible ASCII. */
        audioUrl,
        files,
        /** For `resultPath`. */
        record,
    };
}
const ERROR_TEXTS = ['errorMessage', 'error_message', 'failReason', 'error.message'];
/**
 * Why a task failed, '' if the record does not say. ASSUMPTION: a product may also use the field of another one, or say it in `error`
 * itself.
 */
function errorText(record) {
    const { error } = record;
    const texts = ERROR_TEXTS.map((path) => (0,text_json/* jsonText */.s$)(fieldAt(record, path)));
    return [...texts, typeof error === 'string' ? error : ''].find((text) => text !== '') ?? '';
}
/** The value at a path such as `error.code`; `null` if there is none. */
function fieldAt(record, path) {
    return path.split('.').reduce((value, name) => ((0,text_json/* isJsonObject */.OW)(value) ? value[name] : null), record) ?? null;
}
/** The title of a result, or of the first item of a list; '' if there is none. */
function titleOf(result) {
    const named = Array.isArray(result) ? result[0] : result;
    const title = (0,text_json/* isJsonObject */.OW)(named) ? named['title'] : '';
    return typeof title === 'string' ? title.trim() : '';
}
/** Whether a task with a status of this meaning never changes again. */
function isTerminal(meaning) {
    return meaning !== 'goes-on' && meaning !== 'awaits-person' && meaning !== 'unknown';
}
/** Milliseconds from `createdAt` to `finishedAt`, `null` if one is missing or they make no sense. */
function taskDurationMs(task) {
    // A date is short; `Date.parse` takes seconds for a text of some megabytes.
    const [fromMs = NaN, toMs = NaN] = [task.createdAt, task.finishedAt].map((at) => Date.parse(at.slice(0, 64)));
    const ms = toMs - fromMs;
    return Number.isFinite(ms) && ms >= 0 ? ms : null;
}

;// CONCATENATED MODULE: ./build/mountsea/ask.js
/**
 * The task API: one GET, one `Answer`. A failed request is an answer too; only a bug rejects.
 *
 * The API reference does not describe error statuses. ASSUMPTION: they mean what HTTP says (RFC 9110). Only a record of the task can
 * count as success.
 */








const MAX_RECORD_BYTES = problems/* MAX_RECORD_MIB */.iK * 1024 * 1024;
/** Enough of an error's body for the excerpt, whatever its encoding. */
const MAX_ERROR_BYTES = 64 * 1024;
const EXCERPT_CHARS = 200;
/** `apiKey` is sent only to `endpoint`, as a Bearer token. */
function createTaskApi({ endpoint, apiKey }, { get, clock, redactor }) {
    const headers = {
        accept: 'application/json',
        'accept-encoding': 'identity',
        authorization: `Bearer ${apiKey}`,
        'user-agent': 'wait-for-mountsea-task',
    };
    return async (taskId, signal) => {
        let answer;
        try {
            answer = await read(await get(taskUrl(endpoint, taskId), headers, signal));
        }
        catch (error) {
            const problem = signal.aborted ? { kind: 'no-answer' } : (0,network/* networkProblem */.Wo)(error);
            return { kind: 'problem', problem, retryAfterMs: 0 };
        }
        // Outside the `try`, so that a bug in here does not count as a network problem.
        return sortAnswer(answer, { taskId, endpoint, wallMs: clock.wallMs(), redactor });
    };
}
/** Reads the body of a success up to 32 MiB, and of anything else as far as an excerpt needs. */
async function read({ status, headers, body }) {
    const isSuccess = status <= 299;
    const chunks = [];
    let length = 0;
    let isRead = 'whole';
    try {
        for await (const chunk of body) {
            chunks.push(chunk);
            length += chunk.length;
            if (length <= (isSuccess ? MAX_RECORD_BYTES : MAX_ERROR_BYTES))
                continue;
            isRead = isSuccess ? 'too-large' : 'broken-off';
            break;
        }
    }
    catch (error) {
        // The body of an error may be incomplete, since its status says enough.
        if (isSuccess)
            throw error;
        isRead = 'broken-off';
    }
    const bytes = Buffer.concat(chunks);
    const shown = isRead === 'whole' ? bytes : bytes.subarray(0, MAX_ERROR_BYTES);
    return { status, headers, body: shown.toString('utf8'), isRead };
}
/** What an answer means. */
function sortAnswer(answer, question) {
    const { status: httpStatus, headers } = answer;
    const { redactor, wallMs, endpoint } = question;
    // From here on no header contains the key.
    const header = (name) => redactor.text(headers[name] ?? '').trim();
    const met = (problem, waitMs = 0) => ({ kind: 'problem', problem, retryAfterMs: waitMs });
    const isCompressed = !['', 'identity'].includes(header('content-encoding').toLowerCase());
    const read = httpStatus >= 200 && httpStatus <= 299 ? readRecord(answer, isCompressed, question) : null;
    if (read !== null && typeof read !== 'string')
        return { kind: 'record', task: read };
    // People cannot read compressed bytes.
    const said = { httpStatus, excerpt: isCompressed ? '' : excerptOf(answer, redactor) };
    if (read !== null)
        return met({ kind: 'no-record', defect: read, ...said });
    if (httpStatus >= 300 && httpStatus <= 399) {
        // Without credentials, query and fragment, which may contain secrets.
        const url = URL.parse(header('location'), endpoint.href);
        const known = url === null ? 'something that is not a URL' : (0,show/* showUrl */.jr)(url);
        return met({ kind: 'redirect', target: header('location') === '' ? 'nowhere' : known, ...said });
    }
    return (0,pace/* isRateLimit */.a5)(httpStatus, header)
        ? met({ kind: 'rate-limit', ...said }, (0,pace/* rateLimitMs */.UW)(header, wallMs))
        : met({ kind: 'http-status', ...said }, (0,pace/* retryAfterMs */.Vs)(header, wallMs));
}
function readRecord({ body, isRead }, isCompressed, question) {
    if (isRead === 'too-large')
        return isRead;
    if (isCompressed)
        return 'compressed';
    let value;
    try {
        value = (0,text_json/* parseJson */.qF)(body);
    }
    catch (error) {
        return error instanceof RangeError ? 'nested-too-deeply' : 'not-json';
    }
    const { taskId, endpoint, redactor } = question;
    return readTask(redactor.json(value, body), taskId, endpoint);
}
function excerptOf({ body, isRead }, redactor) {
    return (0,plain_line/* cut */.Jj)(isRead === 'whole' ? redactor.text(body) : redactor.brokenText(body), EXCERPT_CHARS);
}

// EXTERNAL MODULE: ./build/outcome.js
var build_outcome = __nccwpck_require__(72);
;// CONCATENATED MODULE: ./build/tell/reasons.js
/**
 * The table of reasons: for each a title, what happened and what to do. The log, the annotations and the summary read it.
 */





/** GitHub cuts an annotation at 4,096 characters. Leaves room for what to do, which comes last. */
const MAX_HAPPENED_CHARS = 3_000;
/** For a status, an error code or a trace ID. */
const MAX_DETAIL_CHARS = 200;
/** How many problems one sentence names. */
const MAX_PROBLEMS = 5;
const RERUN = 'To wait for the same task again, choose "Re-run failed jobs". If that job also submits the task, it orders a second one.';
const SAVE_AGAIN = 'The outputs `result` and `audioUrl` are there. While the URL is valid, "Re-run failed jobs" tries again.';
const REPAIR = 'Free space or repair the path on this runner. Then choose "Re-run failed jobs".';
const REPORT_BUG = 'Choose "Re-run failed jobs". If the error comes back, report this line and the debug log to the authors of this action.';
const REASONS = {
    completed: (_outcome, { taskId }) => ({
        title: 'MountSea task completed',
        happened: `Task ${taskId} is completed.`,
        todo: '',
    }),
    'task-failed': (_outcome, state) => ({
        title: 'MountSea task failed',
        happened: `Task ${state.taskId} failed at MountSea${vendorsWords(state)}.`,
        todo: 'Submit a new task, and change it if the message says so. Polling this one again gives the same answer.',
    }),
    'task-cancelled': (_outcome, state) => ({
        title: 'MountSea task cancelled',
        happened: `Task ${state.taskId} was cancelled at MountSea${vendorsWords(state)}.`,
        todo: 'Find out who cancelled it, or submit a new task.',
    }),
    'task-timeout': (_outcome, state) => ({
        title: 'MountSea task timed out at MountSea',
        happened: `Task ${state.taskId} ran out of time at MountSea${vendorsWords(state)}.`,
        todo: 'Submit a new task; a longer `timeout` here would not have helped.',
    }),
    'wait-timeout': ({ timeoutMs }, state) => ({
        title: 'MountSea task not finished in time',
        happened: `Task ${state.taskId} is not finished after ${(0,show/* formatDuration */.a3)(timeoutMs)}; ${lastStatus(state)}.`,
        todo: state.task?.meaning === 'unknown'
            ? `${unknownStatusHint(state.task.status)} ${RERUN}`
            : `The task goes on at MountSea. ${RERUN} Give a longer \`timeout\` if this is usual.`,
    }),
    unreachable: ({ timeoutMs, problem, problemCounts }, state) => {
        const { isAnswer, todo } = (0,problems/* problemRow */.Ml)(problem);
        const counts = [...problemCounts]
            .sort(([, a], [, b]) => b - a)
            .map(([name, times]) => `${name} (${times === 1 ? 'once' : `${times} times`})`);
        const met = (0,show/* few */.H$)(counts, MAX_PROBLEMS);
        return {
            title: isAnswer ? 'No record of the MountSea task in time' : 'MountSea API not reachable',
            happened: `After ${(0,show/* formatDuration */.a3)(timeoutMs)} the API still sends no record of task ${state.taskId}: ${met}; ${lastStatus(state)}.`,
            todo: `${isAnswer ? 'Check `task-id` and `endpoint`, and give a longer `timeout`.' : todo} ${RERUN}`,
        };
    },
    interrupted: ({ signal }, state) => {
        const isSaving = state.task?.meaning === 'completed';
        return {
            title: 'Wait for MountSea task interrupted',
            happened: isSaving
                ? `${completedBut(state)} saving its files was interrupted (${signal}).`
                : `The wait for task ${state.taskId} was interrupted (${signal}); ${lastStatus(state)}.`,
            todo: isSaving ? SAVE_AGAIN : `The task goes on at MountSea. ${RERUN}`,
        };
    },
    unauthorized: ({ problem }, state) => ({
        title: 'MountSea API key refused',
        happened: `MountSea refused the API key for task ${state.taskId}: ${showAnswer(problem)}; ${lastStatus(state)}.`,
        todo: 'Check that the secret behind `api-key` is set, current, and allowed to read this task.',
    }),
    'not-found': ({ problem }, { taskId }) => ({
        title: 'MountSea task not found',
        happened: `MountSea said several times that it has no task ${taskId}: ${showAnswer(problem)}.`,
        todo: 'Check `task-id` and `endpoint`. The key must belong to the account that submitted the task.',
    }),
    rejected: ({ problem }, state) => ({
        title: 'MountSea API request rejected',
        happened: `The request for task ${state.taskId} failed and would fail again: ${(0,problems/* nameProblem */.rH)(problem)}${quoteExcerpt(problem)}; ${lastStatus(state)}.`,
        todo: (0,problems/* problemRow */.Ml)(problem).todo,
    }),
    'bad-answer': ({ problem }, { taskId }) => ({
        title: 'MountSea API answer not understood',
        happened: `The API sent ${(0,problems/* nameProblem */.rH)(problem)} in place of task ${taskId}: ${showAnswer(problem)}.`,
        todo: 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
    }),
    'audio-missing': ({ why }, state) => ({
        title: 'MountSea result lacks a file',
        happened: `${completedBut(state)} ${why}.`,
        todo: 'See the output `result`. Leave `download-dir` blank for tasks that make no file, such as text.',
    }),
    'audio-invalid': ({ why }, state) => ({
        title: 'MountSea audio damaged or not audio',
        happened: `${completedBut(state)} not all of its audio can be played: ${why}.`,
        todo: `Look at what was kept. Then submit the task again or ask MountSea. ${SAVE_AGAIN}`,
    }),
    'download-failed': ({ why }, state) => ({
        title: 'MountSea file not saved',
        happened: `${completedBut(state)} not all of its files are saved: ${why}.`,
        todo: SAVE_AGAIN,
    }),
    'internal-error': explainInternalError,
};
/** The tasks to explain: all that are not completed, except those that `error` ended, since it is reported once. */
function tasksToExplain(tasks, error) {
    return tasks.filter((state) => !isCompleted(state) && (error === null || state.outcome.kind !== 'internal-error'));
}
/** Explains the end of one task. */
function explain(state) {
    const row = rowOf(state.outcome.kind, state.outcome, state);
    // Cut again at the end, since escapes make the text longer.
    return { ...row, happened: (0,plain_line/* cut */.Jj)((0,plain_line/* shortLine */.tl)(row.happened, MAX_HAPPENED_CHARS), MAX_HAPPENED_CHARS) };
}
/** Takes the kind as well, since TypeScript needs a type parameter to find the row. */
function rowOf(kind, outcome, state) {
    return REASONS[kind](outcome, state);
}
/** Explains an internal error. */
function explainInternalError({ message, isMachines }) {
    const cause = isMachines ? 'The step ended because this machine failed' : 'An internal error ended the step';
    return {
        title: `Wait for MountSea task: ${isMachines ? 'this machine failed' : 'internal error'}`,
        happened: `${cause}: ${(0,plain_line/* cut */.Jj)((0,plain_line/* shortLine */.tl)(message), plain_line/* MAX_MESSAGE_CHARS */.hP)}.`,
        todo: isMachines ? REPAIR : REPORT_BUG,
    };
}
/** What an unknown status may mean. */
function unknownStatusHint(status) {
    return /^(?:success|succeeded|complete|completed|done|finished|failed|error|cancell?ed|time[_ -]?out)$/i.test(status.trim())
        ? "It may be another product's word for an end, or another spelling: check the path of `endpoint`."
        : 'It may be new: look for a newer release of this action.';
}
/** The API's words: `HTTP 422, no such voice`; '' if it did not answer. */
function showAnswer(problem) {
    return 'excerpt' in problem ? `HTTP ${problem.httpStatus}${quoteExcerpt(problem)}` : '';
}
/** Made plain before our words are added: a secret that was cut off has no end, so redaction would remove them too. */
function quoteExcerpt(problem) {
    return 'excerpt' in problem && problem.excerpt !== '' ? `, ${(0,plain_line/* shortLine */.tl)(problem.excerpt)}` : '';
}
function lastStatus(state) {
    const { task } = state;
    if (task === null)
        return 'no status was seen';
    const note = task.meaning === 'unknown' ? ', which this action does not know' : '';
    return `its last status is ${(0,plain_line/* shortLine */.tl)(task.status, MAX_DETAIL_CHARS)}${note}${vendorsWords(state)}`;
}
function completedBut(state) {
    return `Task ${state.taskId} is completed${vendorsWords(state)}, but`;
}
/** MountSea's message in the last record, with the IDs that its support needs: `: no such voice (traceId 1f3c)`. */
function vendorsWords({ task }) {
    if (task === null)
        return '';
    const details = Object.entries({ errorCode: (0,text_json/* jsonText */.s$)(task.errorCode), traceId: task.traceId })
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name} ${(0,plain_line/* shortLine */.tl)(value, MAX_DETAIL_CHARS)}`);
    // Without its full stop: the sentence goes on.
    const message = (0,plain_line/* shortLine */.tl)(task.errorMessage).replace(/\.$/, '');
    return `${message === '' ? '' : `: ${message}`}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}

;// CONCATENATED MODULE: ./build/tell/log.js
/**
 * What people read in the log: what the step waits for, what changes, how it ended, and the error annotations.
 */





/** One line names at most this many task IDs, and counts the others. */
const MAX_NAMED = 5;
/** If there are more saved files, they share one line, so that an album fits on one screen. */
const MAX_SAVED_LINES = 20;
/** The line for a quiet minute mentions only outages that lasted longer. */
const SHORTEST_OUTAGE_MS = 10_000;
/** GitHub shows ten errors a step (GitHub's documentation of workflow commands); the tenth counts the rest. */
const MAX_ANNOTATIONS = 9;
function startLine(plan) {
    const gaps = new Set([plan.pollIntervalMs, plan.maxPollIntervalMs].map(show/* formatDuration */.a3));
    return `Waiting for ${nameTasks(plan.taskIds)}: up to ${(0,show/* formatDuration */.a3)(plan.timeoutMs)}, asking every ${[...gaps].join(' to ')}.`;
}
/** The lines for status changes. Tasks with the same change share a line, in the order of the snapshot. */
function changeLines(changes, { tasks }) {
    const alike = Map.groupBy(changes, ({ from, status }) => `${from}\0${status}`);
    return [...alike.values()].flatMap((group) => {
        const [first] = group;
        if (first === undefined)
            return [];
        const changed = new Set(group.map(({ taskId }) => taskId));
        const inOrder = tasks.map(({ taskId }) => taskId).filter((taskId) => changed.has(taskId));
        const words = [first.from, first.status].flatMap((status) => (status === '' ? [] : [(0,plain_line/* shortLine */.tl)(status)]));
        return [`[${(0,show/* formatDuration */.a3)(first.atMs)}] ${nameTasks(inOrder)}: ${words.join(' -> ')}`];
    });
}
/** The line for a minute in which nothing changed. */
function stillWaitingLine({ tasks, outages, elapsedMs, timeoutMs }) {
    const at = `[${(0,show/* formatDuration */.a3)(elapsedMs)}]`;
    const running = tasks.filter(({ outcome }) => outcome === GOES_ON);
    const waiting = running.filter(({ task }) => task === null || !isTerminal(task.meaning));
    const saving = running.length - waiting.length;
    // The timeout does not apply to saving.
    if (waiting.length === 0)
        return `${at} still saving the audio of ${(0,show/* count */.U9)(saving, 'completed task')}`;
    const statuses = Map.groupBy(waiting, ({ task }) => (0,plain_line/* shortLine */.tl)(task?.status ?? 'no answer yet'));
    const counts = [...statuses].map(([status, { length }]) => tasks.length === 1 ? status : `${length} ${status}`);
    if (saving > 0)
        counts.push(`${saving} completed and saving audio`);
    const outage = outages.at(-1);
    const failingMs = outage?.toMs === null ? elapsedMs - outage.fromMs : 0;
    const failing = failingMs < SHORTEST_OUTAGE_MS ? '' : `; the API has been failing for ${(0,show/* formatDuration */.a3)(failingMs)}`;
    return `${at} still waiting, up to ${(0,show/* formatDuration */.a3)(timeoutMs)}: ${counts.join(', ')}${failing}`;
}
/** How the step ended: a line for each saved file and each task, unless there are many; for several tasks, their counts. */
function endLines({ tasks, elapsedMs }) {
    const files = tasks.flatMap((state) => state.files);
    const bytes = (0,show/* formatBytes */.z3)(files.reduce((sum, file) => sum + file.bytes, 0));
    const saved = files.length <= MAX_SAVED_LINES
        ? files.map((file) => `Saved ${file.path} (${(0,show/* formatMedia */.sU)(file)}, sha256 ${file.sha256})`)
        : [`Saved ${files.length} files, ${bytes} in all; the job summary and the output \`files\` list them.`];
    const waited = `step waited ${(0,show/* formatDuration */.a3)(elapsedMs)}`;
    if (tasks.length <= 1)
        return [...saved, ...tasks.map((state) => endLine(state, [waited]))];
    return [
        ...saved,
        ...(tasks.length <= MAX_NAMED ? tasks.map((state) => endLine(state, [])) : []),
        `${tallyOf(tasks)} (${waited}).`,
    ];
}
/** `11 of 12 tasks succeeded, 1 task-failed`. */
function tallyOf(tasks) {
    const red = tasks.filter((state) => !isCompleted(state));
    const counts = [...Map.groupBy(red, ({ outcome }) => outcome.kind)].map(([kind, { length }]) => `${length} ${kind}`);
    return [`${tasks.length - red.length} of ${tasks.length} tasks succeeded`, ...counts].join(', ');
}
function endLine({ taskId, task, outcome, changes }, more) {
    const status = task === null ? 'no status seen' : (0,plain_line/* shortLine */.tl)(task.status);
    // If MountSea ended the task, the status already says how.
    const reason = /^(?:completed|task-)/.test(outcome.kind) ? '' : `, ${outcome.kind}`;
    const totalMs = task === null ? null : taskDurationMs(task);
    // From the first status seen to the first `processing` (`running` for Suno), if the wait saw both.
    const started = changes.find((change) => /^(?:processing|running)$/.test(change.status));
    const queuedMs = (started?.atMs ?? 0) - (changes[0]?.atMs ?? 0);
    const times = [
        ...(totalMs === null ? [] : [`task took ${(0,show/* formatDuration */.a3)(totalMs)}`]),
        ...(started === undefined || started === changes[0]
            ? []
            : [`queued for about ${(0,show/* formatDuration */.a3)(queuedMs)}`]),
        ...more,
    ];
    return `${(0,plain_line/* shortLine */.tl)(taskId)}: ${status}${reason}${times.length === 0 ? '' : ` (${times.join(', ')})`}`;
}
/** A warning about completed tasks without an audio URL, if no file is saved either; else ''. */
function noAudioLine({ tasks, savesFiles }) {
    const silent = tasks.filter((state) => isCompleted(state) && state.task?.audioUrl === '');
    if (savesFiles || silent.length === 0)
        return '';
    const named = nameTasks(silent.map(({ taskId }) => taskId));
    return `The result of ${named} has no usable \`audioUrl\` or \`url\`, so its output \`audioUrl\` is empty. See the output \`result\`, or set \`download-dir\` to save its files.`;
}
/**
 * The internal error, if there is one; then one error for each task that is not completed, up to GitHub's limit for a step. Each
 * text is one plain line.
 */
function errorAnnotations(tasks, error) {
    const red = tasksToExplain(tasks, error);
    const explanations = [
        ...(error === null ? [] : [explainInternalError(error)]),
        ...red.slice(0, MAX_ANNOTATIONS).map(explain),
    ];
    const shown = explanations.map(({ title, happened, todo }) => ({ title, message: `${happened} ${todo}` }));
    const rest = red.length - MAX_ANNOTATIONS;
    if (rest <= 0)
        return shown;
    const message = `${(0,show/* count */.U9)(rest, 'more task')} not completed; the job summary and the output \`tasks\` name them all.`;
    return [...shown, { title: 'More MountSea tasks not completed', message }];
}
function nameTasks(taskIds) {
    const names = taskIds.map((id) => (0,plain_line/* shortLine */.tl)(id));
    return `${names.length === 1 ? 'task' : `${names.length} tasks`} ${(0,show/* few */.H$)(names, MAX_NAMED)}`;
}

;// CONCATENATED MODULE: ./build/tell/markdown.js
/**
 * The pieces of Markdown that make up the summary, and a limit on their size.
 */



/**
 * Text from outside as inert Markdown: it makes no HTML, no link and no mention, not even in a table cell. Its ASCII
 * punctuation becomes numeric character references, which CommonMark (2.5) gives no structural meaning. A mail address would still
 * become a link after decoding (GFM, 6.9), so an empty comment keeps its halves apart.
 */
function inert(text, maxChars = plain_line/* MAX_MESSAGE_CHARS */.hP) {
    return (0,plain_line/* shortLine */.tl)(text, maxChars).replace(/[!-/:-@[-`{-~]/g, (mark) => {
        const reference = `&#${String(mark.charCodeAt(0))};`;
        return mark === '@' ? `${reference}<!---->` : reference;
    });
}
/**
 * Text from outside as code: an HTML element, since backticks allow no escapes. In such an element, GitHub does not look for issue
 * numbers, commit hashes, mentions and emoji names. Elsewhere it does, even after decoding character references.
 */
function code(text, maxChars) {
    return `<code>${inert(text, maxChars)}</code>`;
}
/**
 * What Markdown or GitHub would act on: marks, and those of lists at the start of a line; issue numbers (`#1`, `GH-1`), emoji names
 * (`:tada:`), formulas (`$x$`), mentions and addresses.
 */
const ACTIVE = /`([^`]+)`|[\\`*~<>&[\]|#@$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=\S)|(?<=GH)-|(?<=www)\.|(?<=^\s*)[-+]|(?<=^\s*\d{1,9})[.)]/gi;
/** A plain sentence, ours or from outside. It is shown as written; text in backticks becomes code. */
function prose(text, maxChars = MAX_HAPPENED_CHARS) {
    return (0,plain_line/* shortLine */.tl)(text, maxChars).replace(ACTIVE, (mark, inBackticks) => {
        if (inBackticks !== undefined)
            return /^[\w .,/+-]+$/.test(inBackticks) ? mark : code(inBackticks);
        // Separated from the next character, since GitHub looks again after decoding references.
        return `&#${mark.charCodeAt(0)};${/[#$:.@-]/.test(mark) ? '<!---->' : ''}`;
    });
}
/** A longer URL is useless in a table; the outputs have it. */
const MAX_URL_CHARS = 500;
/**
 * `label` (Markdown already) linked to the URL without its query, if that is harmless: https only, and a host of plain characters.
 * Else `label` alone.
 */
function markdown_link(label, url) {
    const isPlain = url.protocol === 'https:' && /^[A-Za-z0-9.-]+(:\d+)?$/.test(url.host);
    const shown = (0,show/* showUrl */.jr)(url);
    if (!isPlain || shown.length > MAX_URL_CHARS)
        return label;
    // Only characters without a meaning in Markdown, tables and HTML stay as they are.
    const target = shown.replace(/[^\w:/.~%-]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
    return `[${label}](${target})`;
}
/** The first `items` that fit into `maxBytes` of UTF-8, each with a line break. */
function fit(items, maxBytes) {
    let bytes = 0;
    const tooMuch = items.findIndex((item) => (bytes += Buffer.byteLength(item) + 1) > maxBytes);
    const kept = tooMuch === -1 ? items : items.slice(0, tooMuch);
    return { kept, leftOut: items.length - kept.length };
}

;// CONCATENATED MODULE: ./build/tell/timeline.js
/**
 * The chart in the job summary: a mermaid gantt chart of the tasks' statuses and the API's outages over time.
 *
 * The only text from outside is IDs reduced to `[A-Za-z0-9_-]`, since mermaid has no escapes. Times are dates, which mermaid shows in
 * the reader's time zone. So they lie in a week without clock changes, which starts on a Sunday: its number (`%w`) is 0, and the axis
 * reads as time since the start. Whole seconds, so that the lengths of the bars add up.
 */



/** Mermaid refuses more than 50,000 characters. 30 tasks make about 25,000. */
const MAX_TASKS = 30;
/** A task that alternates between statuses must not push the others out of the chart. */
const MAX_BARS = 10;
/** First polls are spread over `poll-interval`. A first status seen before this time is drawn from the start. */
const FIRST_ANSWER_MS = 10_000;
/** Also for the list in words. */
const MAX_OUTAGES = 8;
/**
 * GitHub uses mermaid's default or dark theme, of an unknown release (10.9.3 and 11.17 tried). Green is completed, blue is at work,
 * and rows have no background. Several tasks get one row each, and room on both sides for IDs and for words at the ends of the bars.
 */
const COLORS = 'sectionBkgColor: transparent, altSectionBkgColor: transparent, sectionBkgColor2: transparent, ' +
    'taskBkgColor: "#2da44e", taskBorderColor: "#1a7f37", taskTextDarkColor: black';
const COMPACT = ', gantt: {displayMode: compact, leftPadding: 150, rightPadding: 165}';
/** From this many seconds on, the axis has these units and this format. Mermaid chooses the ticks. */
const AXES = [
    [86_400, 'Days and hours', '%wd %-Hh'],
    [3_600, 'Hours and minutes', '%-H:%M'],
    [0, 'Minutes and seconds', '%-M:%S'],
];
/** The narrowest chart on a page of GitHub's usual width, and a letter of mermaid's 11 pixels (both measured). */
const CHART_PX = 560;
const LETTER_PX = 6.2;
/**
 * Markdown of the chart; '' if no task changed, since the table then says the same. One task gets a row for each status; several get
 * one row each, numbered as in the table.
 */
function drawTimeline({ tasks, outages, elapsedMs }) {
    const total = inSeconds(elapsedMs);
    const isAlone = tasks.length === 1;
    const pxPerSecond = isAlone ? Infinity : CHART_PX / total;
    const sections = tasks.slice(0, MAX_TASKS).map((state, index) => ({
        // Mermaid would move a name that is a whole number to the front, away from its bars.
        name: isAlone ? 'Task' : `${index + 1}. ${shortId(state.taskId)}`,
        bars: barsOf(state),
    }));
    if (!sections.some(({ bars }) => bars.length > 2))
        return '';
    const failing = outages.slice(0, MAX_OUTAGES).map(({ fromMs, toMs }) => {
        return { label: 'outage', tag: 'crit, ', from: inSeconds(fromMs), to: inSeconds(toMs ?? elapsedMs) };
    });
    sections.push({ name: 'API', bars: failing.filter(({ from, to }) => to > from) });
    const [, units, format] = AXES.find(([least]) => total >= least) ?? AXES[2];
    const hidden = tasks.length - MAX_TASKS;
    return [
        '```mermaid',
        '---',
        `config: {themeVariables: {${COLORS}}${isAlone ? '' : COMPACT}}`,
        '---',
        'gantt',
        `  title ${units} since the start of the step`,
        `  axisFormat ${format}`,
        // Otherwise mermaid puts ticks between seconds, with equal labels.
        ...(total < 10 ? ['  tickInterval 1second'] : []),
        '  dateFormat YYYY-MM-DDTHH:mm:ss',
        '  todayMarker off',
        ...sections.flatMap(({ name, bars }) => [
            ...(bars.length === 0 ? [] : [`  section ${name}`]),
            ...bars.map((bar) => {
                const start = new Date(Date.UTC(2023, 0, 1, 0, 0, bar.from)).toISOString().slice(0, 19);
                return `    ${labelOf(bar, pxPerSecond)} :${bar.tag}${start}, ${bar.to - bar.from}s`;
            }),
        ]),
        '```',
        ...(hidden > 0 ? ['', `_${(0,show/* count */.U9)(hidden, 'more task')} left out of the picture._`] : []),
    ].join('\n');
}
/** A bar for each status before the end, one for saving the files, and the end. */
function barsOf(state) {
    const { changes, outcome, endedAtMs } = state;
    const isRed = !isCompleted(state);
    const bars = changes.map(({ status, meaning, atMs }, index) => {
        const from = index === 0 && atMs < FIRST_ANSWER_MS ? 0 : inSeconds(atMs);
        const to = inSeconds(changes[index + 1]?.atMs ?? endedAtMs);
        if (isTerminal(meaning)) {
            const isSaving = endedAtMs - atMs >= 1_000;
            return { label: 'saving', tag: isRed ? 'crit, ' : '', from, to: isSaving ? to : from };
        }
        const isAtWork = meaning === 'unknown' || /^(?:processing|running|stream)$/.test(status);
        const label = meaning === 'unknown' ? 'other' : status;
        return { label, tag: isAtWork ? 'active, ' : 'done, ', from, to };
    });
    const end = inSeconds(endedAtMs);
    const seen = bars.filter(({ from, to }) => to > from);
    const rest = seen[MAX_BARS];
    if (rest !== undefined)
        seen.splice(MAX_BARS, Infinity, { ...rest, label: 'more changes', to: end });
    const label = outcome.kind.replace(/^task-/, '');
    return [...seen, { label, tag: isRed ? 'milestone, crit, ' : 'milestone, ', from: end, to: end }];
}
/** At most 20 characters of an ID: its start and its end, where IDs differ. */
function shortId(taskId) {
    const safe = taskId.replace(/[^\w-]/g, '_');
    return safe.length <= 20 ? safe : `${safe.slice(0, 9)}...${safe.slice(-8)}`;
}
/** With its length, if there is room: a text wider than its bar would cover the next bar. */
function labelOf({ label, from, to }, pxPerSecond) {
    if (to === from)
        return label;
    const widthPx = (to - from) * pxPerSecond;
    const texts = [`${label} ${(0,show/* formatDuration */.a3)((to - from) * 1_000)}`, label];
    return texts.find((text) => text.length * LETTER_PX <= widthPx) ?? '·';
}
function inSeconds(ms) {
    return Math.round(ms / 1_000);
}

;// CONCATENATED MODULE: ./build/tell/summary.js
/**
 * The job summary: what happened, at a glance, for someone who opens a red run at midnight. Pure. Order: verdict, what went wrong
 * and what to do, table, timeline.
 *
 * GitHub drops a step's whole summary if it is over 1 MiB (1,048,576 bytes). So each part has a budget; together they stay below
 * 1,000,000 bytes, whatever the API sent.
 */









/** Nobody reads more explanations; the table has all tasks. */
const MAX_FAILURES = 20;
const MAX_ROWS_NAMED = 5;
const MAX_TABLE_BYTES = 200_000;
/** Further links or files of one task are only counted. */
const MAX_CELL_LINES = 20;
const MAX_PROBLEM_CHARS = 300;
const MAX_STATUS_CHARS = 60;
const MAX_LABEL_CHARS = 80;
/** A longer ID may wrap, or it would push the other columns out of sight. */
const MAX_UNBROKEN_CHARS = 40;
/** '' without tasks. It does not repeat `snapshot.error`, which `internalErrorMarkdown` reports. */
function summaryMarkdown(snapshot) {
    const { tasks, outages, elapsedMs, timeoutMs, error } = snapshot;
    const [first] = tasks;
    if (first === undefined)
        return '';
    const red = tasksToExplain(tasks, error);
    const verdict = tasks.length === 1 ? explain(first).title : tallyOf(tasks);
    const more = outages.length - MAX_OUTAGES;
    return joinBlocks([
        red.length === 0 && !tasks.some(isCompleted)
            ? ''
            : `### ${tasks.every(isCompleted) ? '✅' : '❌'} ${verdict}`,
        `Waited ${(0,show/* formatDuration */.a3)(elapsedMs)}; the timeout is ${(0,show/* formatDuration */.a3)(timeoutMs)}.`,
        ...failures(red, tasks),
        taskTable(tasks),
        drawTimeline(snapshot),
        [
            ...outages.slice(0, MAX_OUTAGES).map(({ fromMs, toMs, problem }) => {
                const to = toMs === null ? 'the end' : (0,show/* formatDuration */.a3)(toMs);
                return `- API outage from ${(0,show/* formatDuration */.a3)(fromMs)} to ${to}: ${prose((0,problems/* nameProblem */.rH)(problem), MAX_PROBLEM_CHARS)}`;
            }),
            ...(more > 0 ? [`- ${(0,show/* count */.U9)(more, 'more outage')}`] : []),
        ].join('\n'),
    ]);
}
/** The summary of a step with bad inputs. `errors` are plain text, at most eight. */
function badInputMarkdown(errors) {
    const head = `### ❌ ${(0,show/* count */.U9)(errors.length, 'bad input')}: no request was sent`;
    return joinBlocks([head, errors.map((error) => `- ${prose(error)}`).join('\n')]);
}
/** Comes before the tasks, since the step is red even if they are all completed. */
function internalErrorMarkdown(error) {
    const explanation = explainInternalError(error);
    return `${joinBlocks([`### ❌ ${explanation.title}`, ...inBlocks(explanation)])}\n`;
}
function joinBlocks(blocks) {
    return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
function inBlocks({ happened, todo }) {
    return [prose(happened), `**What to do:** ${prose(todo)}`];
}
/** What went wrong. Tasks with the same explanation share one entry. */
function failures(red, tasks) {
    // Sentences that differ only in the task's ID count as the same.
    const groups = [...Map.groupBy(red, (state) => JSON.stringify(explain({ ...state, taskId: '' }))).values()];
    const hidden = groups.slice(MAX_FAILURES).flat().length;
    const blocks = groups.slice(0, MAX_FAILURES).flatMap((group) => {
        const [first, ...others] = group;
        if (first === undefined)
            return [];
        const { title, happened, todo } = explain(first);
        const numbers = group.map((state) => `${tasks.indexOf(state) + 1}`);
        const alike = others.length === 0 ? '' : ` ${(0,show/* count */.U9)(others.length, 'more task')} ended alike.`;
        return [
            tasks.length === 1
                ? ''
                : `#### ${others.length === 0 ? 'Row' : 'Rows'} ${(0,show/* few */.H$)(numbers, MAX_ROWS_NAMED)}: ${title}`,
            ...inBlocks({ title, happened: `${happened}${alike}`, todo }),
        ];
    });
    return hidden === 0 ? blocks : [...blocks, `_${(0,show/* count */.U9)(hidden, 'more task')} not completed: see the table._`];
}
/** One row a task, in the order of the outputs. Empty columns are left out. */
function taskTable(tasks) {
    const ids = tasks.map(({ taskId }) => taskId);
    const reasons = tasks.map(({ outcome }) => outcome.kind);
    const cells = [
        ['#', (_state, index) => (tasks.length === 1 ? '' : `${index + 1}`)],
        [wide('Task', ids), ({ taskId }) => code(taskId)],
        [
            'Status',
            (state) => `${sign(state)}&nbsp;${prose(state.task?.status ?? 'none seen', MAX_STATUS_CHARS)}`,
        ],
        [wide('Reason', reasons), ({ outcome }) => (outcome.kind === 'completed' ? '' : `\`${outcome.kind}\``)],
        ['Duration', (state) => duration(state, tasks.length === 1)],
        ['Audio', ({ task }) => lines(playable(task).map(({ label, url }) => markdown_link(label, url)))],
        [
            'Saved files',
            ({ files }) => lines(files.map((file) => `${code(lastPart(file.path))} ${(0,show/* formatMedia */.sU)(file)}`)),
        ],
    ];
    const columns = cells
        .map(([head, cell]) => [head, ...tasks.map(cell)])
        .filter(([, ...texts]) => texts.some((text) => text !== ''));
    const line = (at) => `| ${columns.map((column) => column[at] ?? '').join(' | ')} |`;
    const rows = tasks.map((_state, index) => line(index + 1));
    const { kept, leftOut } = fit(rows, MAX_TABLE_BYTES);
    const hasCutLinks = tasks.some(({ task }) => playable(task).some(({ url }) => url.search !== ''));
    return [
        line(0),
        `|${' --- |'.repeat(columns.length)}`,
        ...kept,
        ...(leftOut === 0 ? [] : ['', `_${(0,show/* count */.U9)(leftOut, 'more task')} left out of this table._`]),
        ...(hasCutLinks
            ? [
                '',
                '_Links do not include the query of their URL, which may be a signature. Those that need it do not open._',
            ]
            : []),
    ].join('\n');
}
/** ⏳ goes on, ❌ failed, ⚠️ completed at MountSea but not saved, ✅ completed. */
function sign(state) {
    if (isCompleted(state))
        return '✅';
    const { task } = state;
    if (task?.meaning === 'completed')
        return '⚠️';
    return task === null || isTerminal(task.meaning) ? '❌' : '⏳';
}
/**
 * The head of a column, padded with spaces to the width of the longest text. Otherwise browsers break IDs at their hyphens to make
 * the table narrower. Padding in the ID itself would be copied with it.
 */
function wide(head, texts) {
    const longest = Math.max(...texts.map(({ length }) => length));
    return head + '&#8199;'.repeat(Math.max(0, Math.min(longest, MAX_UNBROKEN_CHARS) - head.length));
}
/** The task's duration by the API's dates, else how long we waited. For a single task the line above the table says that. */
function duration({ task, endedAtMs }, isAlone) {
    const ms = task === null ? null : taskDurationMs(task);
    if (ms !== null)
        return (0,show/* formatDuration */.a3)(ms);
    return isAlone ? '' : `${(0,show/* formatDuration */.a3)(endedAtMs)} waited`;
}
/** The audio and video that a result names, each named by its field, else the result's title, else the file in the URL. */
function playable(task) {
    return (task?.files.files ?? []).flatMap(({ kind, name, source: url }) => {
        if (!(0,media/* isPlayable */.nW)(kind) || !(url instanceof URL))
            return [];
        const label = [name, task?.title, lastPart(url.pathname)].find((text) => text) ?? 'audio';
        return [{ label: inert(label, MAX_LABEL_CHARS), url }];
    });
}
function lines(all) {
    const more = all.length - MAX_CELL_LINES;
    return [...all.slice(0, MAX_CELL_LINES), ...(more > 0 ? [`and ${more} more`] : [])].join('<br>');
}
/** The part after the last slash or backslash. */
function lastPart(path) {
    return path.split(/[/\\]/).at(-1) ?? '';
}

;// CONCATENATED MODULE: ./build/tell/publish.js
/**
 * Passes what is known to the runner: first what programs read (the record file and the outputs), then what people read. Knows the
 * names and values of the outputs, and what is dropped when a value is too long.
 */






/**
 * All outputs before anything is known. If the process is killed at once, `interrupted` is correct. Written in this order, `reason`
 * last: whoever sees it finds the other outputs written.
 */
const FIRST_OUTPUTS = {
    status: '',
    result: 'null',
    audioUrl: '',
    resultPath: '',
    files: '',
    tasks: '[]',
    errorMessage: '',
    errorCode: '',
    traceId: '',
    rehearsal: '',
    reason: 'interrupted',
};
const OUTPUT_NAMES = Object.keys(FIRST_OUTPUTS);
/**
 * A longer value does not work everywhere: Linux refuses an environment string of 128 KiB (MAX_ARG_STRLEN), and GitHub allows 1 MB
 * for all outputs of a job.
 */
const MAX_OUTPUT_BYTES = 120_000;
/** If `tasks` is too long, its messages are cut to this length first. */
const SHORT_MESSAGE_CHARS = 200;
/** Returns `false`: the step is not green. Throws a `DiskError` if the outputs cannot be written, after people have been told. */
function publishBadInputs(errors, runner) {
    for (const error of errors)
        runner.error('Bad input', (0,plain_line/* shortLine */.tl)(error));
    runner.summary(badInputMarkdown(errors));
    runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'bad-input' });
    return false;
}
/** The same for a Node that is too old for this action. */
function publishOldNode(runner) {
    runner.error('Wait for MountSea task: Node too old', 'This action needs Node 22 or newer, but this runner uses an older one, for example on 32-bit ARM. Use an up-to-date 64-bit runner.');
    runner.setOutputs({ ...FIRST_OUTPUTS, reason: 'internal-error' });
    return false;
}
/** Writes the small outputs, which describe the headline task. Throws a `DiskError`. */
function publishStatus({ tasks }, runner) {
    runner.setOutputs(withoutTooLong({ ...smallOutputs(tasks), reason: FIRST_OUTPUTS.reason }));
}
/** Writes the outputs and records while the step runs, so that they survive a kill. Throws a `DiskError`. */
function publishResults(snapshot, runner) {
    const resultPath = runner.keepRecords(recordsJson(snapshot.tasks));
    runner.setOutputs({ ...stepOutputs(snapshot, resultPath).outputs, reason: FIRST_OUTPUTS.reason });
}
/**
 * Publishes the end of a step. There are no tasks if an error came before the inputs were read. If one part cannot be published, the
 * others still are. Returns the first internal error; `reason` is `internal-error` then. Never throws.
 */
function publishEnd(snapshot, runner) {
    const { tasks } = snapshot;
    const errors = snapshot.error === null ? [] : [snapshot.error];
    const attempt = (work, otherwise) => {
        try {
            return work();
        }
        catch (thrown) {
            errors.push((0,build_outcome/* internalError */.WB)(thrown));
            return otherwise;
        }
    };
    const tell = (work) => attempt(work, undefined);
    const records = () => runner.keepRecords(recordsJson(tasks));
    // If a disk is full now, the file of records may still be there from before.
    const resultPath = tasks.length === 0 ? '' : attempt(records, runner.keptRecords());
    const unknown = { outputs: { ...FIRST_OUTPUTS, resultPath }, tooLong: [] };
    const { outputs, tooLong } = attempt(() => stepOutputs(snapshot, resultPath), unknown);
    const lines = attempt(() => endLines(snapshot), []);
    const summary = attempt(() => summaryMarkdown(snapshot), '');
    const reason = errors.length === 0 ? outputs.reason : 'internal-error';
    const write = () => {
        runner.setOutputs({ ...outputs, reason });
        return true;
    };
    if (!attempt(write, false)) {
        // The disk may have room for the others. The result was written when its task ended.
        const others = Object.entries(outputs).filter(([name]) => name !== 'result');
        tell(() => runner.setOutputs({ ...Object.fromEntries(others), reason: 'internal-error' }));
    }
    for (const line of lines)
        tell(() => runner.info(line));
    tell(() => warn(snapshot, tooLong, resultPath, runner));
    const [error = null] = errors;
    const annotations = attempt(() => errorAnnotations(tasks, error), errorAnnotations([], error));
    for (const { title, message } of annotations)
        tell(() => runner.error(title, message));
    tell(() => runner.summary(`${error === null ? '' : internalErrorMarkdown(error)}${summary}`));
    if (errors.length > 0)
        tell(() => runner.setOutputs({ reason: 'internal-error' }));
    return errors[0] ?? null;
}
/** Warnings that do not make the step red. */
function warn(snapshot, tooLong, resultPath, runner) {
    if (tooLong.length > 0) {
        const limit = MAX_OUTPUT_BYTES.toLocaleString('en-US');
        const names = tooLong.map((name) => `\`${name}\``).join(', ');
        const whole = `The whole records of the tasks are in the file ${resultPath} (output \`resultPath\`).`;
        const line = `Outputs over ${limit} bytes are cut or left empty: ${names}.`;
        runner.warning('Outputs too long', resultPath === '' ? line : `${line} ${whole}`);
    }
    const noAudio = noAudioLine(snapshot);
    if (noAudio !== '')
        runner.warning('MountSea result without audio URL', noAudio);
}
/** All outputs, and the names of those that had to be cut or left empty. */
function stepOutputs({ tasks, isRehearsal }, resultPath) {
    const wanted = {
        ...FIRST_OUTPUTS,
        ...smallOutputs(tasks),
        result: resultJson(tasks.map(({ task }) => task?.result)),
        audioUrl: tasks.map(({ task }) => task?.audioUrl ?? '').join('\n'),
        resultPath,
        files: tasks.flatMap(({ files }) => files.map(({ path }) => path)).join('\n'),
        tasks: (0,text_json/* stringifyJson */.sd)(tasks.map((state) => entryOf(state, plain_line/* MAX_MESSAGE_CHARS */.hP))),
        rehearsal: String(isRehearsal ?? ''),
        reason: headlineTask(tasks)?.outcome.kind ?? 'internal-error',
    };
    const outputs = withoutTooLong(wanted);
    const tooLong = Object.entries(wanted).flatMap(([name, value]) => (fits(value) ? [] : [name]));
    if (!tooLong.includes('tasks'))
        return { outputs, tooLong };
    const short = tasks.map((state) => entryOf(state, SHORT_MESSAGE_CHARS));
    const smaller = [(0,text_json/* stringifyJson */.sd)(short), (0,text_json/* stringifyJson */.sd)(short.map((entry) => ({ ...entry, files: [] })))];
    return { outputs: { ...outputs, tasks: smaller.find(fits) ?? '[]' }, tooLong };
}
/** The outputs that are kept current during the wait. */
function smallOutputs(tasks) {
    const { status, errorMessage, errorCode, traceId } = headlineTask(tasks)?.task ?? NO_TASK;
    return {
        status,
        errorMessage: (0,plain_line/* cut */.Jj)(errorMessage, plain_line/* MAX_MESSAGE_CHARS */.hP),
        errorCode: (0,text_json/* jsonText */.s$)(errorCode),
        traceId,
    };
}
/** One entry of `tasks`. Texts are '' if the API sent none; `errorCode` is the value as sent, `null` if there is none. */
function entryOf({ taskId, task, outcome, files }, maxMessageChars) {
    const { status, audioUrl, errorMessage, errorCode, traceId, createdAt, finishedAt } = task ?? NO_TASK;
    const said = { errorMessage: (0,plain_line/* cut */.Jj)(errorMessage, maxMessageChars), errorCode, traceId, createdAt, finishedAt };
    return { taskId, status, reason: outcome.kind, audioUrl, ...said, files };
}
const NO_TASK = {
    status: '',
    audioUrl: '',
    errorMessage: '',
    errorCode: null,
    traceId: '',
    createdAt: '',
    finishedAt: '',
};
/**
 * The JSON array in the file `resultPath`: the whole record of each task, `null` if the API sent none. In pieces, since a hundred
 * large records are too long for one string.
 */
function* recordsJson(states) {
    for (const [index, { task }] of states.entries()) {
        yield `${index === 0 ? '[' : ','}${(0,text_json/* stringifyJson */.sd)(task?.record)}`;
    }
    yield ']';
}
/** JSON of one value, or an array of several. Stops once it is too long for an output. */
function resultJson(results) {
    if (results.length <= 1)
        return (0,text_json/* stringifyJson */.sd)(results[0]);
    let json = '';
    for (const result of results) {
        if (json.length > MAX_OUTPUT_BYTES)
            break;
        json += `${json === '' ? '' : ','}${(0,text_json/* stringifyJson */.sd)(result)}`;
    }
    return `[${json}]`;
}
function withoutTooLong(outputs) {
    const tooLong = Object.keys(outputs).filter((name) => !fits(outputs[name] ?? ''));
    return { ...outputs, ...Object.fromEntries(tooLong.map((name) => [name, ''])) };
}
function fits(value) {
    return Buffer.byteLength(value) <= MAX_OUTPUT_BYTES;
}

;// CONCATENATED MODULE: ./build/tell/progress.js






const FLUSH_EVERY_MS = 1_000;
/** Writing large records to a slow disk takes at most a tenth of the time, since no signal is heard meanwhile. */
const FLUSH_SHARE = 10;
const STILL_WAITING_EVERY_MS = 60_000;
class ProgressWriter {
    #ports;
    #done = new AbortController();
    #changes = [];
    /** The next flush, for all who wait for it. */
    #flush = null;
    #nextFlushMs = -Infinity;
    /** Whether all outputs are to be written, and the records. */
    #isWholeDue = false;
    #lastLineMs;
    constructor(ports) {
        this.#ports = ports;
        this.#lastLineMs = ports.clock.nowMs();
        const end = () => this.#done.abort();
        ports.stop.addEventListener('abort', end);
        if (ports.stop.aborted)
            end();
    }
    /** Logs that the wait goes on after each minute without another line. Resolves after `end`. */
    async everyMinute() {
        const { clock } = this.#ports;
        while (!this.#done.signal.aborted) {
            const quietMs = clock.nowMs() - this.#lastLineMs;
            // At least a millisecond: a shorter rest, from rounding, may not move the clock.
            const sleepMs = Math.max(STILL_WAITING_EVERY_MS - quietMs, 1);
            if (quietMs < STILL_WAITING_EVERY_MS)
                await clock.sleep(sleepMs, this.#done.signal);
            else
                this.#try(() => this.#info(stillWaitingLine(this.#ports.snapshot())));
        }
    }
    /** Writes the poll's result to the debug log, and its news to the log. */
    tell(news, poll) {
        this.#try(() => {
            this.#ports.runner.debug(poll);
            for (const item of news)
                this.#tellOne(item);
        });
        void this.flushed();
    }
    /** A task has ended: write everything that is known about it to the outputs. */
    ended() {
        this.#isWholeDue = true;
        void this.flushed();
    }
    /** Resolves once every change so far is in the log and the outputs. For a completed task, that includes its result. */
    async flushed() {
        if (this.#changes.length > 0 || this.#isWholeDue)
            this.#flush ??= this.#flushSoon();
        await this.#flush;
    }
    /** Writes the remaining log lines. The caller writes all outputs next. */
    end() {
        this.#done.abort();
        this.#try(() => this.#tellChanges());
    }
    #try(work) {
        try {
            work();
        }
        catch (error) {
            this.#done.abort();
            this.#ports.fail(error);
        }
    }
    #tellOne(news) {
        const { runner } = this.#ports;
        switch (news.kind) {
            case 'status': {
                this.#changes.push(news);
                // A paid result must be in the outputs before anything can end the process.
                if (news.meaning === 'completed')
                    this.#isWholeDue = true;
                if (!news.isFirstOdd)
                    break;
                const reports = `The API reports the status "${(0,plain_line/* shortLine */.tl)(news.status)}"`;
                if (news.meaning === 'awaits-person') {
                    const line = `${reports}: the task goes on only when a person acts at MountSea.`;
                    runner.warning('MountSea task waits for a person', line);
                }
                else {
                    const line = `${reports}, which this action does not know. It counts as not finished. ${unknownStatusHint(news.status)}`;
                    runner.warning('Unknown MountSea status', line);
                }
                break;
            }
            case 'no-record-yet': {
                const problem = (0,plain_line/* shortLine */.tl)((0,problems/* nameProblem */.rH)(news.problem));
                const task = `task ${(0,plain_line/* shortLine */.tl)(news.taskId)}`;
                this.#info(`The API answers, but has no record of ${task} yet: ${problem}. Asking again.`);
                break;
            }
            case 'outage-began': {
                const problem = (0,plain_line/* shortLine */.tl)((0,problems/* nameProblem */.rH)(news.problem));
                const line = `The API sends no record of the task now: ${problem}. Asking again, until \`timeout\` at most.`;
                if (news.isFirst)
                    runner.warning('MountSea API failing', line);
                else
                    this.#info(line);
                break;
            }
            case 'outage-ended': {
                const lasted = (0,show/* formatDuration */.a3)(news.lastedMs);
                this.#info(`[${(0,show/* formatDuration */.a3)(news.atMs)}] The API answers again, after ${lasted}.`);
            }
        }
    }
    async #flushSoon() {
        const { clock, runner, snapshot } = this.#ports;
        await clock.sleep(this.#nextFlushMs - clock.nowMs(), this.#done.signal);
        this.#flush = null;
        const beforeMs = clock.nowMs();
        const publish = this.#isWholeDue ? publishResults : publishStatus;
        this.#isWholeDue = false;
        this.#try(() => {
            // At the end, and after a stop, the outputs are about to be written whole.
            if (!this.#done.signal.aborted)
                publish(snapshot(), runner);
            this.#tellChanges();
        });
        const tookMs = clock.nowMs() - beforeMs;
        this.#nextFlushMs = clock.nowMs() + Math.max(FLUSH_EVERY_MS, tookMs * FLUSH_SHARE);
    }
    #tellChanges() {
        const lines = changeLines(this.#changes, this.#ports.snapshot());
        this.#changes = [];
        for (const line of lines)
            this.#info(line);
    }
    #info(line) {
        this.#lastLineMs = this.#ports.clock.nowMs();
        this.#ports.runner.info(line);
    }
}

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __nccwpck_require__(370);
// EXTERNAL MODULE: ./build/world/clock.js
var world_clock = __nccwpck_require__(5);
;// CONCATENATED MODULE: ./build/watch/rules.js


const NO_PROBLEMS = {
    counts: { unauthorized: 0, 'not-found': 0, rejected: 0, 'bad-answer': 0 },
    failures: 0,
};
const NOTHING_YET = { task: null, ...NO_PROBLEMS };
const OUTCOMES = {
    completed: { kind: 'completed' },
    failed: { kind: 'task-failed' },
    cancelled: { kind: 'task-cancelled' },
    timeout: { kind: 'task-timeout' },
};
/** `times`: how many counted problems end the wait. `isLifted`: whether earlier answers show that the problem will pass. */
const LIMITS = {
    // A rate limit passes. A 403 with `Retry-After` before any record is more likely a wrong key.
    unauthorized: { times: 3, isLifted: (_before, seen) => seen.record },
    // ASSUMPTION: a task just created may not be visible yet (the reference does not say).
    'not-found': { times: 3, isLifted: ({ task }) => task !== null },
    // Resolvers and proxies fail now and then, but a mistyped host name should not cost the whole timeout.
    rejected: { times: 3, isLifted: (_before, seen) => seen.answer },
    // A proxy or gateway may answer with a page for a moment, but not five times before the first record.
    'bad-answer': { times: 5, isLifted: ({ task }) => task !== null },
};
/** A redirect after the endpoint has worked is a gateway's maintenance page. */
const PAGE = { course: 'counted', reason: 'bad-answer' };
/** Judges the next answer. */
function judge(before, answer, seen) {
    if (answer.kind === 'record') {
        const { task } = answer;
        const next = isTerminal(task.meaning)
            ? { kind: 'end', outcome: OUTCOMES[task.meaning] }
            : { kind: 'poll', problem: null };
        return { memory: { task, ...NO_PROBLEMS }, next };
    }
    const { problem, retryAfterMs } = answer;
    const row = problem.kind === 'redirect' && seen.record ? PAGE : (0,problems/* problemRow */.Ml)(problem);
    const counts = { ...before.counts, unauthorized: 0 };
    const retry = (memory) => {
        const failures = memory.failures + 1;
        const next = { kind: 'retry', problem, failures, retryAfterMs };
        return { memory: { ...memory, failures }, next };
    };
    if (row.course === 'passes')
        return retry({ ...before, counts });
    const { course, reason } = row;
    const { times, isLifted } = LIMITS[reason];
    const count = before.counts[reason] + 1;
    const memory = { ...before, counts: { ...counts, [reason]: count } };
    const canPass = isLifted(before, seen);
    if (course === 'never' || (count >= times && !canPass)) {
        return { memory, next: { kind: 'end', outcome: { kind: reason, problem } } };
    }
    const isTransient = reason === 'unauthorized' || (reason === 'rejected' && canPass);
    return isTransient ? retry(memory) : { memory, next: { kind: 'poll', problem } };
}

;// CONCATENATED MODULE: ./build/watch/watch.js
/**
 * The loop over the tasks of a step: ask, judge, sleep, until each has an end or the time runs out. It does not know HTTP or the
 * runner. It reports each poll as an event.
 */







/** A request without a complete answer by then counts as a transient error. */
const REQUEST_LIMIT_MS = 30_000;
/** How long the last polls may take, including the wait for a free connection. */
const LAST_POLL_LIMIT_MS = 10_000;
/** A busy machine wakes up at most this late. A machine that wakes up later was suspended. */
const SLEEP_SLACK_MS = 2_000;
/** The answer if the wait ended before a connection was free. */
const TIMED_OUT_IN_QUEUE = { kind: 'problem', problem: { kind: 'no-connection' }, retryAfterMs: 0 };
/**
 * Waits for all tasks at the same time. Returns a promise for each, in the order of the IDs; only a bug rejects one. When `stop`
 * aborts, all end at once with the outcome in its reason.
 */
function waitForTasks(plan, ports, stop) {
    const step = new StepWait(plan, ports, stop);
    return plan.taskIds.map((taskId, index) => step.waitFor(taskId, index));
}
/** What the waits of one step share: the connections, the pause after a 429, and the signal that ends them. */
class StepWait {
    #plan;
    #ports;
    #takeTurn = (0,p_limit/* default */.A)(pace/* MAX_CONNECTIONS */.tp);
    /** Aborted by `stop`, and by an answer that ends all waits. */
    #halt = new AbortController();
    /** On the monotonic clock, like all moments here. */
    #deadlineMs;
    #pausedUntilMs = 0;
    #seen = { answer: false, record: false };
    /** The last polls end by then, or later if the machine was suspended. */
    #lastPollsEndMs;
    constructor(plan, ports, stop) {
        this.#plan = plan;
        this.#ports = ports;
        this.#deadlineMs = plan.startMs + plan.timeoutMs;
        this.#lastPollsEndMs = this.#deadlineMs + LAST_POLL_LIMIT_MS;
        const halt = () => this.#halt.abort(stop.reason);
        stop.addEventListener('abort', halt);
        if (stop.aborted)
            halt();
    }
    /** Returns the last record, `null` if there was none, and the outcome. */
    async waitFor(taskId, index) {
        const { clock } = this.#ports;
        const { startMs, taskIds, pollIntervalMs, timeoutMs } = this.#plan;
        const problemCounts = new Map();
        let memory = NOTHING_YET;
        let dueMs = startMs + (0,pace/* firstPollMs */.e6)(index, taskIds.length, pollIntervalMs);
        for (;;) {
            const verdict = this.#judge(taskId, memory, await this.#askAt(dueMs, taskId));
            const { next } = verdict;
            memory = verdict.memory;
            const { task } = memory;
            if (next.kind === 'end')
                return { taskId, task, outcome: next.outcome };
            const { problem } = next;
            if (problem !== null) {
                const name = (0,problems/* nameProblem */.rH)(problem);
                problemCounts.set(name, (problemCounts.get(name) ?? 0) + 1);
            }
            if (clock.nowMs() >= this.#deadlineMs) {
                const outcome = problem === null
                    ? { kind: 'wait-timeout', timeoutMs }
                    : { kind: 'unreachable', timeoutMs, problem, problemCounts };
                return { taskId, task, outcome };
            }
            dueMs = clock.nowMs() + this.#delayMs(next);
        }
    }
    /** Judges an answer, and applies it to the step as a whole. */
    #judge(taskId, memory, answer) {
        // A record that comes during the halt still counts: lose nothing.
        if (this.#halt.signal.aborted && answer.kind !== 'record') {
            return { memory, next: { kind: 'end', outcome: (0,build_outcome/* outcomeOfStop */.KP)(this.#halt.signal) } };
        }
        this.#seen = {
            // With any status: the host name, the proxy and TLS work.
            answer: this.#seen.answer || answer.kind === 'record' || 'excerpt' in answer.problem,
            record: this.#seen.record || answer.kind === 'record',
        };
        const verdict = judge(memory, answer, this.#seen);
        const { next } = verdict;
        if (next.kind !== 'end' || answer.kind === 'record') {
            this.#ports.report({ taskId, atMs: this.#elapsedMs(), answer });
        }
        if (next.kind === 'end' && next.outcome.kind === 'unauthorized') {
            this.#halt.abort(new build_outcome/* StopReason */.Tn(next.outcome));
        }
        return verdict;
    }
    /** Asks at `dueMs`, or later if a pause or busy connections require it, but never after the deadline. */
    async #askAt(dueMs, taskId) {
        const { clock, random } = this.#ports;
        for (let leaveMs = dueMs;;) {
            const wakeMs = Math.max(Math.min(leaveMs, this.#deadlineMs), clock.nowMs());
            await clock.sleep(wakeMs - clock.nowMs(), this.#halt.signal);
            this.#hasSleptPast(wakeMs);
            const answer = await this.#takeTurn(() => this.#ask(taskId));
            if (answer !== 'paused')
                return answer;
            // Spread over one interval: tasks that were paused together must not return together.
            leaveMs = this.#pausedUntilMs + this.#plan.pollIntervalMs * random();
        }
    }
    async #ask(taskId) {
        const { clock, getTask } = this.#ports;
        const { signal } = this.#halt;
        for (;;) {
            // Checked first: once the halt aborts, a sleep returns at once, and waiting for the pause would be a busy loop.
            if (signal.aborted)
                return TIMED_OUT_IN_QUEUE;
            const nowMs = clock.nowMs();
            if (nowMs < Math.min(this.#pausedUntilMs, this.#deadlineMs))
                return 'paused';
            const limitMs = Math.min(REQUEST_LIMIT_MS, this.#lastPollsEndMs - nowMs);
            if (limitMs <= 0)
                return TIMED_OUT_IN_QUEUE;
            const answer = await (0,world_clock/* withTimeLimit */.B)(clock, limitMs, signal, (limited) => getTask(taskId, limited));
            // Ignore an answer that spans a suspend, unless it is final.
            const isEnd = answer.kind === 'record' && isTerminal(answer.task.meaning);
            if (isEnd || !this.#hasSleptPast(nowMs + limitMs))
                return answer;
        }
    }
    /** Whether the machine was suspended past `expectedMs` and the deadline. If so, the last polls get their time again. */
    #hasSleptPast(expectedMs) {
        const nowMs = this.#ports.clock.nowMs();
        const hasSlept = nowMs > expectedMs + SLEEP_SLACK_MS && nowMs > this.#deadlineMs;
        if (hasSlept)
            this.#lastPollsEndMs = nowMs + LAST_POLL_LIMIT_MS;
        return hasSlept;
    }
    #delayMs(next) {
        const { clock, random } = this.#ports;
        if (next.kind === 'poll')
            return (0,pace/* gapMs */.ve)(this.#elapsedMs(), this.#plan, random);
        const isRateLimit = next.problem.kind === 'rate-limit';
        const delayMs = (0,pace/* retryMs */.hO)({ ...next, atLeastMs: isRateLimit ? this.#plan.pollIntervalMs : 0 }, random);
        if (isRateLimit)
            this.#pausedUntilMs = Math.max(this.#pausedUntilMs, clock.nowMs() + delayMs);
        return delayMs;
    }
    #elapsedMs() {
        return this.#ports.clock.nowMs() - this.#plan.startMs;
    }
}

// EXTERNAL MODULE: ./build/world/http.js + 1 modules
var http = __nccwpck_require__(975);
;// CONCATENATED MODULE: ./build/step.js













/** Runs the step. Resolves to whether it is green: every task completed and every file saved. Never rejects. */
function run(ports) {
    return new Step(ports).run();
}
class Step {
    #ports;
    #startMs;
    #redactor;
    #ledger = new Ledger();
    /** Ends all waits and downloads, on a stop from outside or an internal error. */
    #halt = new AbortController();
    constructor(ports) {
        this.#ports = ports;
        this.#startMs = ports.clock.nowMs();
        this.#redactor = (0,secret/* createRedactor */.lY)(ports.runner.input('api-key').trim());
        const stop = () => this.#stop((0,build_outcome/* outcomeOfStop */.KP)(ports.stop));
        ports.stop.addEventListener('abort', stop);
        if (ports.stop.aborted)
            stop();
    }
    async run() {
        try {
            const { runner } = this.#ports;
            const key = runner.input('api-key');
            if (key !== '')
                runner.mask(key);
            runner.setOutputs(FIRST_OUTPUTS);
            if (!(0,text_json/* canKeepDigits */.Uq)())
                return publishOldNode(runner);
            const parsed = parseInputs((name) => runner.input(name), runner.workspace, this.#redactor);
            if (parsed.kind === 'bad')
                return publishBadInputs(parsed.errors, runner);
            this.#ledger.started(parsed.inputs);
            this.#ports.atLimit(() => {
                this.#ledger.cutOff();
                this.#end();
            });
            const folder = await this.#folderFor(parsed.inputs);
            if (typeof folder === 'string')
                return publishBadInputs([folder], runner);
            await this.#watchAndSave(parsed.inputs, folder);
        }
        catch (error) {
            this.#fail(error);
        }
        return this.#end();
    }
    /** Watches all tasks at the same time. Saves the files of a completed task once its result is published. */
    async #watchAndSave(inputs, folder) {
        const { runner, clock, random } = this.#ports;
        const ledger = this.#ledger;
        // Finds out before the wait whether the record file can be written.
        publishResults(this.#snapshot(), runner);
        runner.info(startLine(inputs));
        const stop = this.#halt.signal;
        const progress = new ProgressWriter({ clock, runner, snapshot: this.#snapshot, fail: this.#fail, stop });
        const report = (event) => {
            const { taskId, answer } = event;
            const brought = answer.kind === 'record' ? answer.task.status : (0,problems/* nameProblem */.rH)(answer.problem);
            progress.tell(ledger.polled(event), `Task ${(0,plain_line/* shortLine */.tl)(taskId)}: ${(0,plain_line/* shortLine */.tl)(brought)}`);
        };
        const getTask = createTaskApi(inputs, { get: this.#ports.get, clock, redactor: this.#redactor });
        const plan = { ...inputs, startMs: this.#startMs };
        const waits = waitForTasks(plan, { clock, random, getTask, report }, stop);
        const finish = async (wait, index) => {
            const { taskId, task, outcome } = await wait;
            let end = outcome;
            if (folder !== null && task !== null && outcome.kind === 'completed') {
                await progress.flushed();
                end = await folder.save(task, index, stop);
            }
            ledger.ended(taskId, end, this.#elapsedMs());
            progress.ended();
        };
        const everyMinute = progress.everyMinute();
        await Promise.all(waits.map((wait, index) => finish(wait, index).catch(this.#fail)));
        progress.end();
        await everyMinute;
        await folder?.close(stop);
    }
    /** The folder to save to, `null` if `download-dir` is blank, or a text that says why the folder cannot be used. */
    async #folderFor({ downloadDir, taskIds }) {
        if (downloadDir === null)
            return null;
        const { runner, clock, random, download, inspector } = this.#ports;
        // Loaded only here, so that a step without downloads starts faster.
        const { openFolder } = await __nccwpck_require__.e(/* import() */ 576).then(__nccwpck_require__.bind(__nccwpck_require__, 576));
        return openFolder(downloadDir, taskIds, {
            clock,
            random,
            inspector,
            job: runner.job,
            workspace: runner.workspace,
            get: (0,http/* withCleanHeaders */.K)(download, this.#redactor.text),
            log: (line) => runner.info(line),
            warn: (line) => runner.warning('MountSea file', line),
            saved: (taskId, file, place) => this.#ledger.saved(taskId, file, place),
        });
    }
    /** Publishes what is known, at the end or before the process must end. Returns whether the step is green. */
    #end() {
        const snapshot = this.#snapshot();
        return publishEnd(snapshot, this.#ports.runner) === null && isGreen(snapshot);
    }
    /** Ends the step for an internal error. The stack goes to the debug log. */
    #fail = (thrown) => {
        const error = (0,build_outcome/* internalError */.WB)(thrown);
        const stack = thrown instanceof Error && !error.isMachines ? (thrown.stack ?? '') : '';
        try {
            if (stack !== '' && !this.#halt.signal.aborted)
                this.#ports.runner.debug(this.#redactor.text(stack));
        }
        catch {
            // The error itself is reported at the end.
        }
        this.#stop(error);
    };
    #stop(outcome) {
        // The ledger must not contain the key.
        const safe = 'message' in outcome ? { ...outcome, message: this.#redactor.text(outcome.message) } : outcome;
        this.#ledger.stopped(safe);
        this.#halt.abort(new build_outcome/* StopReason */.Tn(safe));
    }
    #elapsedMs() {
        return this.#ports.clock.nowMs() - this.#startMs;
    }
    #snapshot = () => this.#ledger.snapshot(this.#elapsedMs());
}


/***/ }),

/***/ 666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bl: () => (/* binding */ tryParseJson),
/* harmony export */   OW: () => (/* binding */ isJsonObject),
/* harmony export */   Uq: () => (/* binding */ canKeepDigits),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   s$: () => (/* binding */ jsonText),
/* harmony export */   sd: () => (/* binding */ stringifyJson)
/* harmony export */ });
/**
 * JSON without loss: numbers that do not fit a double keep their digits.
 */
/** Whether this Node can keep the digits of numbers. Node 20 cannot. */
function canKeepDigits(json = JSON) {
    return 'rawJSON' in json;
}
/**
 * How deep a value may be nested (RFC 8259, 9, leaves the limit to the reader). Code that walks a value is recursive, and the stack
 * ends at about 1,800 levels (measured, Node 24).
 */
const MAX_DEPTH = 500;
/** Matches every number that a double may change: 16 digits (as 2^53 has), or an exponent of three. */
const LONG_NUMBER = /\d{16}|[\d.]{17}|\d[eE][+-]?\d{3}/;
/** Parses JSON text. Throws `SyntaxError` for other text, and `RangeError` for more than 500 levels. */
function parseJson(text) {
    const value = JSON.parse(text);
    if (isDeeperThan(MAX_DEPTH, value))
        throw new RangeError(`JSON nested more than ${MAX_DEPTH} levels deep`);
    // A reviver takes twenty times as long as parsing (measured), and is seldom needed.
    const json = JSON;
    if (!LONG_NUMBER.test(text) || !canKeepDigits(json))
        return value;
    return json.parse(text, (_key, item, { source }) => typeof item === 'number' && source !== undefined && String(item) !== source ? json.rawJSON(source) : item);
}
/** Like `parseJson`, but returns `null` for text that it cannot parse. */
function tryParseJson(text) {
    try {
        return parseJson(text);
    }
    catch {
        return null;
    }
}
/** With loops, since `Object.values` takes ten times as long (measured), longer than parsing. */
function isDeeperThan(levels, value) {
    if (Array.isArray(value)) {
        for (const item of value)
            if (levels === 0 || isDeeperThan(levels - 1, item))
                return true;
    }
    else if (isJsonObject(value)) {
        for (const name in value)
            if (levels === 0 || isDeeperThan(levels - 1, value[name]))
                return true;
    }
    return false;
}
/** Compact JSON of a value that came from `parseJson`, digit for digit. */
function stringifyJson(value) {
    return JSON.stringify(value ?? null);
}
/** A field's value as text: a string as it is, nothing as '', anything else as JSON. */
function jsonText(value) {
    if (value === undefined || value === null)
        return '';
    return typeof value === 'string' ? value : stringifyJson(value);
}
/** Whether a value is a JSON object: not an array, `null`, or a number with its digits. */
function isJsonObject(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return false;
    const json = JSON;
    return !canKeepDigits(json) || !json.isRawJSON(value);
}


/***/ }),

/***/ 93:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   h0: () => (/* binding */ plainLine),
/* harmony export */   hP: () => (/* binding */ MAX_MESSAGE_CHARS),
/* harmony export */   tl: () => (/* binding */ shortLine)
/* harmony export */ });
/**
 * Text from outside as one line of the log. It cannot start a workflow command or hide anything.
 *
 * Source: the runner (actions/runner). `ActionCommand.TryParseV2` trims white space as .NET does
 * and looks for `::` at the start, `ActionCommand.TryParse` looks for `##[` anywhere in the line, and `ProcessInvoker` ends a
 * line at LF, CR or CRLF.
 */
/** The contract's limit for messages that people read. */
const MAX_MESSAGE_CHARS = 2_000;
/** `plainLine` of the first `maxChars` of a text. */
function shortLine(text, maxChars = MAX_MESSAGE_CHARS) {
    return plainLine(cut(text, maxChars));
}
const HASH = '(?:#|%23)';
const AMPERSAND = `(?:&|%26|\\\\{0,7}u0026)(?:(?:amp|#0{0,5}38|#x0{0,5}26)(?:;|%3b)){0,3}`;
/** Matches a mark, plain or escaped for JSON, URLs or HTML, also nested. Bounded, so that no text makes the search slow. */
const escaped = (mark, name, raw = `\\${mark}`) => {
    const code = mark.charCodeAt(0);
    const hex = code.toString(16);
    const reference = `${AMPERSAND}(?:${HASH}(?:0{0,5}${code}|x0{0,5}${hex})|${name})(?:;|%3b)`;
    return `(?:\\\\{0,7}(?:${raw}|u00${hex})|%(?:25){0,3}${hex}|${reference})`;
};
const SLASH = escaped('/', 'sol');
/** A `#` in a character reference does not begin a fragment. */
const QUERY = `(?:${escaped('?', 'quest')}|${escaped('#', 'num', '#(?!x?[0-9a-f]{1,7};)')})`;
/** Stops at white space, quotes, and the escapes that we inserted for control characters and line ends, which end a URL. */
const INSIDE = '(?!\\\\[nr]|\\\\u\\{(?:[01]?[\\da-f]|7f|[89][\\da-f]|202[89])\\})[^\\s"<>`]';
const AUTHORITY = `${escaped(':', 'colon')}${SLASH}{2}`;
/** Stops where the query or another URL begins. */
const NOT_YET = `(?!${QUERY}|${AUTHORITY})`;
/**
 * The parts of a URL that may be secret: user name, password, query and fragment. Browsers and `new URL` also accept `https:h/a`,
 * `https:/h/a` and `https:\\h\a` (WHATWG URL standard); there, `\n` is not an escape that we inserted.
 */
const URL_SECRETS = new RegExp(`(?:(${AUTHORITY})(?:(?:(?!${SLASH})[^\\s"<>\`?#@]){1,256}?${escaped('@', 'commat')})*` +
    `((?:${NOT_YET}${INSIDE})*)|(https?${escaped(':', 'colon')}(?!${SLASH}{2})(?:${NOT_YET}[^\\s"<>\`])*))` +
    `(${QUERY}(?:${INSIDE})*)?`, 'gi');
/** A signature outside a recognised URL: the value after any name that ends in one of these words, also in JSON. */
const SIGNATURE = new RegExp(`((?:sign(?:ature)?|sig|token|credential)` +
    `(?:${escaped('=', 'equals')}(?:\\\\{0,7}")?|\\\\{0,7}"\\s{0,9}:\\s{0,9}\\\\{0,7}"))` +
    `(?:(?<=")(?:[^"]+"?|$)|(?:${INSIDE})+)`, 'gi');
/** Nearly every text matches, which saves the millisecond that the first use of `\p` costs. */
const VISIBLE_ASCII = /^[ -~]*$/;
/**
 * Makes a text one line that the runner only prints, without the query of a URL or the value of a signature. Control, format and
 * separator characters become visible escapes, except the joiner in many emoji. Idempotent, since lines made of plain parts pass
 * through it again.
 */
function plainLine(text) {
    const visible = VISIBLE_ASCII.test(text)
        ? text
        : text.toWellFormed().replace(/(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, showEscaped);
    return (visible
        .replace(URL_SECRETS, (_url, scheme = '', place = '', noSlashes = '', query = '') => {
        return `${scheme}${place}${noSlashes}${query === '' ? '' : '?…'}`;
    })
        // Adds the closing quote even if the text was cut before it. Otherwise the next pass would also hide our words after it.
        .replace(SIGNATURE, (_all, name) => `${name}…${name.endsWith('"') ? '"' : ''}`)
        .replaceAll('##[', '##\\[')
        .replace(/^(\s*):(?=:)/u, '$1\\:'));
}
/** At most `maxChars` UTF-16 units. A text that was cut ends with `…`, and not in half a character. */
function cut(text, maxChars) {
    return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
function showEscaped(character) {
    if (character === '\n')
        return '\\n';
    if (character === '\r')
        return '\\r';
    if (character === '\t')
        return ' ';
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}


/***/ }),

/***/ 240:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   XF: () => (/* binding */ REDACTED),
/* harmony export */   lY: () => (/* binding */ createRedactor),
/* harmony export */   xu: () => (/* binding */ MIN_KEY_CHARS)
/* harmony export */ });
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(666);
/**
 * Cuts the API key out of everything that comes in, so that no value in the program contains it. (GitHub's runner masks it in the
 * log, annotations and summary, but not in outputs and files.)
 */

/** Replaces the key. */
const REDACTED = '***';
/** A shorter text is not a key (see `inputs.ts`), and its base64 would match innocent text. */
const MIN_KEY_CHARS = 8;
/** A longer key is found by its start: V8 takes seconds for a pattern of thousands of special characters (measured). */
const MAX_PATTERN_CHARS = 400;
/**
 * Finds the key in upper and lower case: plain, as base64, and as one encoder (JSON, URL, HTML) writes it. Linear time for any text.
 * `key` may be any text; a blank one is never found.
 */
function createRedactor(key) {
    const start = key.slice(0, MAX_PATTERN_CHARS);
    const forms = [start, ...(key.length < MIN_KEY_CHARS ? [] : base64Of(start))].map(spellingsOf).join('|');
    const pattern = new RegExp(key === '' ? '(?!)' : `(?:${forms})${start === key ? '' : '\\S*'}`, 'gi');
    const text = (from) => from.replace(pattern, REDACTED);
    const inside = (value) => {
        if (typeof value === 'string')
            return text(value);
        if (Array.isArray(value))
            return value.map(inside);
        if ((0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .isJsonObject */ .OW)(value)) {
            return Object.fromEntries(Object.entries(value).map(([name, item]) => [text(name), inside(item)]));
        }
        const digits = (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .stringifyJson */ .sd)(value);
        return text(digits) === digits ? value : text(digits);
    };
    return {
        text,
        /** For a text that may end inside the key: also drops the end, as many characters as the key has, since half a key may be there. */
        brokenText: (from) => text(from).slice(0, -key.length || undefined),
        /** The strings, names and numbers of a value parsed from `source`. Only an escape, such as `\u006b`, could hide the key there. */
        json: (value, source) => source.includes('\\') || text(source) !== source ? inside(value) : value,
    };
}
const NAMES = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
/** A mark as URLs, JSON and HTML encode it. They do not change letters and digits. */
function encoded(mark) {
    const code = mark.charCodeAt(0);
    const hex = code.toString(16).padStart(2, '0');
    return `%${hex}|\\\\u${hex.padStart(4, '0')}|&(?:#0{0,5}${code}|#x0{0,5}${hex}|${NAMES[mark] ?? '#'});`;
}
/**
 * A pattern for a text. JSON doubles backslashes and puts one before a mark, so a row of backslashes and the mark after it are one
 * unit. Otherwise the pattern would match in exponentially many ways.
 */
function spellingsOf(text) {
    return text.replace(/(\\*)([^\\A-Za-z0-9]?)/g, (unit, { length }, mark) => {
        if (unit === '')
            return '';
        const row = `\\\\{${length},${length * 2 + 1}}`;
        // The mark itself last, so that a `&` at the end of the key matches all of `&amp;`.
        const own = mark && `(?:${encoded(mark)}|\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')})`;
        return (length === 0 ? row : `(?:${row}|(?:${encoded('\\')}){${length}})`) + own;
    });
}
/**
 * The key in base64, at each of its three possible offsets in a longer text (`Bearer KEY`, `user:KEY`), without the characters that
 * also depend on its neighbours; in the normal and the URL alphabet.
 */
function base64Of(key) {
    return [0, 1, 2].flatMap((offset) => {
        const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)]);
        const [firstOwn, lastOwn] = [Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6)];
        const spelled = [bytes.toString('base64'), bytes.toString('base64url')];
        return spelled.map((text) => text.slice(firstOwn, lastOwn));
    });
}


/***/ }),

/***/ 17:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $N: () => (/* binding */ codeOf),
/* harmony export */   H$: () => (/* binding */ few),
/* harmony export */   Lk: () => (/* binding */ hasCredentials),
/* harmony export */   M1: () => (/* binding */ isSecureEnough),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   Uc: () => (/* binding */ describeError),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   cT: () => (/* binding */ withoutSecrets),
/* harmony export */   cW: () => (/* binding */ isLoopbackHost),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   jr: () => (/* binding */ showUrl),
/* harmony export */   lg: () => (/* binding */ isFalseLoopback),
/* harmony export */   sU: () => (/* binding */ formatMedia),
/* harmony export */   vR: () => (/* binding */ suggestDuration),
/* harmony export */   yi: () => (/* binding */ parseDurationMs),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/* harmony import */ var _plain_line_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(93);
/**
 * URLs, durations, sizes, counts and errors as people read and write them, and which URLs may be requested.
 *
 * Durations not by a library: those read a bare number as milliseconds and ignore what they do not understand (`5m foo`). This
 * action must refuse both.
 */

/** At most nine digits each, since JavaScript reads a number of hundreds of digits as infinite. */
const PATTERN = /^(?:(\d{1,9})h)?(?:(\d{1,9})m(?!s))?(?:(\d{1,9})s)?(?:(\d{1,9})ms)?$/;
const UNITS = Object.entries({ h: 3_600_000, m: 60_000, s: 1_000, ms: 1 });
/** `850ms`, `12s`, `4m 32s`, `1h 5m`: at most two parts, none of them zero. A negative number or NaN becomes `0s`. */
function formatDuration(ms) {
    if (!(ms >= 0.5))
        return '0s';
    if (Math.round(ms) < 1_000)
        return `${Math.round(ms)}ms`;
    const seconds = Math.round(ms / 1_000);
    return partsOf(seconds < 3_600 ? seconds * 1_000 : Math.round(seconds / 60) * 60_000).join(' ');
}
function partsOf(ms) {
    let restMs = ms;
    return UNITS.flatMap(([unit, unitMs]) => {
        const count = Math.floor(restMs / unitMs);
        restMs -= count * unitMs;
        return count > 0 ? [`${count}${unit}`] : [];
    });
}
/** The duration in milliseconds; `null` for a missing or unknown unit, a wrong order, a sign, or more than nine digits. */
function parseDurationMs(text) {
    const parts = PATTERN.exec(text)?.slice(1);
    if (text === '' || parts === undefined)
        return null;
    return UNITS.reduce((sum, [, ms], index) => sum + ms * Number(parts[index] ?? 0), 0);
}
const NEAR_MISS = /^(\d{1,7}(?:\.\d{1,3})?)\s*(ms|milli|[smhd])[a-z]*$/i;
/** The right spelling of a near miss: `30 min` -> `30m`, `1d` -> `24h`, `1.5h` -> `1h30m`; '' for anything else. */
function suggestDuration(text) {
    const [, amount = '', word = ''] = NEAR_MISS.exec(text) ?? [];
    const unitMs = new Map([...UNITS, ['milli', 1], ['d', 86_400_000]]).get(word.toLowerCase()) ?? 0;
    return partsOf(Math.round(Number(amount) * unitMs)).join('');
}
/** `812 B`, `3.1 MB`: decimal units, as browsers show downloads. */
function formatBytes(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    let value = bytes / 1000;
    for (const unit of ['kB', 'MB']) {
        // Compared after rounding: 999,950 bytes are 1.0 MB, not 1000.0 kB.
        if (Math.round(value * 10) < 10_000)
            return `${value.toFixed(1)} ${unit}`;
        value /= 1000;
    }
    return `${value.toFixed(1)} GB`;
}
/** A saved file: `3:02 MP3, 4.4 MB`, or less if it was not measured. */
function formatMedia(file) {
    const { bytes, format, seconds } = file;
    const whole = Math.round(seconds ?? 0);
    // The format of players.
    const length = seconds === null ? '' : `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')} `;
    return `${length}${format?.toUpperCase() ?? 'not checked'}, ${formatBytes(bytes)}`;
}
/** Enough of an input to recognise it. An input with the key is refused before it can be quoted. */
function quote(text) {
    return `\`${(0,_plain_line_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(text, 80)}\``;
}
/** `1 task`, `2 tasks`. */
function count(howMany, what) {
    return `${howMany} ${what}${howMany === 1 ? '' : 's'}`;
}
/** The `code` of one of Node's errors, '' for anything else. Not by `instanceof`, since an error may come from another realm (Jest's). */
function codeOf(error) {
    const hasCode = typeof error === 'object' && error !== null && 'code' in error;
    return hasCode && typeof error.code === 'string' ? error.code : '';
}
/** An error in one line, without its stack. May quote text from outside. Never throws. */
function describeError(error) {
    try {
        return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    catch {
        // `String` throws for an object without a prototype, or with a `toString` that throws.
        return 'an error that cannot be put into words';
    }
}
/**
 * Whether a `URL.hostname` names this machine: `localhost`, 127.0.0.0/8 or `[::1]`. Not `*.localhost`, which a
 * DNS server elsewhere may resolve. The URL parser has already turned `LOCALHOST`, `127.1` and `0x7f.1` into these spellings.
 */
function isLoopbackHost(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/**
 * Whether a URL's host only looks like this machine: a name that begins with `127.`. `@actions/http-client` takes it for this machine
 * and bypasses the proxy (read in its source, 4.0.1), so such a host is refused.
 */
function isFalseLoopback({ hostname }) {
    return hostname.startsWith('127.') && !isLoopbackHost(hostname);
}
/** Whether a URL is https, or http to this machine. Others are never requested. */
function isSecureEnough(url) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}
/** Whether a URL carries a user name or a password. */
function hasCredentials(url) {
    return url.username !== '' || url.password !== '';
}
/** A URL without its possible secrets: only origin and path. */
function showUrl(url) {
    // `data:` URLs and `user:pw@host` have no path; show only the scheme.
    return url.pathname.startsWith('/') ? `${url.protocol}//${url.host}${url.pathname}` : url.protocol;
}
/** A text that should be a URL, without what may be secret: nothing before an `@`, nothing after a `?` or `#`. */
function withoutSecrets(text) {
    const [place = ''] = text.split(/[?#]/, 1);
    return place.slice(place.lastIndexOf('@') + 1);
}
/** The first `most` of the texts, and how many more there are: `a, b and 3 more`. */
function few(texts, most) {
    const rest = texts.length - most;
    return `${texts.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}


/***/ }),

/***/ 21:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   UW: () => (/* binding */ rateLimitMs),
/* harmony export */   Vg: () => (/* binding */ downloadRetryMs),
/* harmony export */   Vs: () => (/* binding */ retryAfterMs),
/* harmony export */   a5: () => (/* binding */ isRateLimit),
/* harmony export */   e6: () => (/* binding */ firstPollMs),
/* harmony export */   hO: () => (/* binding */ retryMs),
/* harmony export */   tp: () => (/* binding */ MAX_CONNECTIONS),
/* harmony export */   ve: () => (/* binding */ gapMs)
/* harmony export */ });
/** When to ask again: pure arithmetic over elapsed time, failures, `Retry-After` and chance. */
/**
 * The gap grows with the time waited: the delay after the task's end stays a small share of the wait, and the number of polls grows
 * with its logarithm. docs/benchmarks.md compares other shares.
 */
const GAP_SHARE = 0.1;
/** Gaps are up to this share shorter at random, so that steps started together drift apart. */
const GAP_JITTER = 0.1;
/** The longest pause before the first retry; it doubles with each further one. */
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;
/** No retry comes sooner: a struggling server needs some rest. */
const SHORTEST_RETRY_MS = 500;
/** `Retry-After` is up to this share longer at random, so that many clients do not return together. */
const RETRY_AFTER_JITTER = 0.1;
/** At most this many requests run at a time. Tasks beyond this number start polling later. */
const MAX_CONNECTIONS = 8;
/** The normal gap after an answer, `elapsedMs` after the step's start. */
function gapMs(elapsedMs, limits, random) {
    const gap = Math.min(Math.max(elapsedMs * GAP_SHARE, limits.pollIntervalMs), limits.maxPollIntervalMs);
    return gap * (1 - GAP_JITTER * random());
}
/** When task `index` of `count` is first polled: eight at once, the rest spread over one interval. */
function firstPollMs(index, count, pollIntervalMs) {
    if (index < MAX_CONNECTIONS)
        return 0;
    return (pollIntervalMs * (index - MAX_CONNECTIONS + 1)) / (count - MAX_CONNECTIONS);
}
/**
 * The pause before a retry: exponential backoff with full jitter, or `Retry-After` if that is longer. `fixedShare`: the share of the
 * backoff without jitter.
 */
function retryMs(retry, random, fixedShare = 0) {
    const { failures, retryAfterMs, atLeastMs } = retry;
    const longestMs = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
    const backoffMs = longestMs * (fixedShare + (1 - fixedShare) * random());
    const askedMs = retryAfterMs * (1 + RETRY_AFTER_JITTER * random());
    return Math.max(backoffMs, askedMs, atLeastMs, SHORTEST_RETRY_MS);
}
/** For a download, half of it is fixed. If all pauses were random, five attempts could end before a failure of some seconds does. */
function downloadRetryMs(retry, random) {
    return retryMs(retry, random, 0.5);
}
/** The three forms of RFC 9110, 5.6.7: IMF-fixdate, RFC 850, asctime. `Date.parse` alone accepts far more. */
const HTTP_DATES = [
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
    /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
];
/** An HTTP date in milliseconds since 1970, NaN for any other text. `wallMs` decides the century of a year with two digits. */
function parseHttpDate(text, wallMs) {
    const found = HTTP_DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
    if (found === undefined)
        return NaN;
    const { day = '', month = '', year = '', time = '' } = found;
    // A date that seems to be more than 50 years ahead is the latest year in the past with those digits (the same section).
    const thisYear = new Date(wallMs).getUTCFullYear();
    const near = thisYear - (thisYear % 100) + Number(year);
    const fullYear = year.length === 4 ? year : near > thisYear + 50 ? near - 100 : near;
    return Date.parse(`${day} ${month} ${fullYear} ${time} GMT`);
}
/** The server's time: the answer's `Date`, since this machine's clock may be wrong; else this machine's. */
function serverMs(header, wallMs) {
    return parseHttpDate(header('date'), wallMs) || wallMs;
}
/**
 * The wait that `Retry-After` asks for (RFC 9110, 10.2.3): whole seconds or an HTTP date. 0 if it is missing, past or invalid.
 * `wallMs`: this machine's date.
 */
function retryAfterMs(header, wallMs) {
    const value = header('retry-after');
    if (/^\d+$/.test(value))
        return secondsMs(value);
    const nowMs = serverMs(header, wallMs);
    return Math.max(parseHttpDate(value, nowMs) - nowMs, 0) || 0;
}
/** The same for a rate limit: without `Retry-After`, other headers say when it ends. */
function rateLimitMs(header, wallMs) {
    if (header('retry-after') !== '')
        return retryAfterMs(header, wallMs);
    if (Number(remainingOf(header)) > 0)
        return 0;
    const seconds = header('ratelimit-reset');
    if (/^\d+$/.test(seconds))
        return secondsMs(seconds);
    const reset = header('x-ratelimit-reset');
    if (!/^\d+$/.test(reset))
        return 0;
    // There is no specification: GitHub and others send seconds since 1970, some milliseconds, some the seconds to wait.
    if (Number(reset) < 1e9)
        return secondsMs(reset);
    const atMs = Number(reset) < 1e12 ? secondsMs(reset) : Math.min(Number(reset), Number.MAX_SAFE_INTEGER);
    return Math.max(atMs - serverMs(header, wallMs), 0);
}
/** HTTP 429 (RFC 6585), and a 403 with a header that says the same. */
function isRateLimit(httpStatus, header) {
    const isUsedUp = /^0+$/.test(remainingOf(header));
    return httpStatus === 429 || (httpStatus === 403 && (header('retry-after') !== '' || isUsedUp));
}
function remainingOf(header) {
    return header('ratelimit-remaining') || header('x-ratelimit-remaining');
}
function secondsMs(digits) {
    return Math.min(Number(digits) * 1_000, Number.MAX_SAFE_INTEGER);
}


/***/ }),

/***/ 5:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ withTimeLimit),
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/** Time. No other file uses timers and clocks, so that tests can use a virtual clock. */
const systemClock = {
    /** Monotonic: NTP and a changed system time do not affect it. Only differences have a meaning. */
    nowMs: monotonicMs,
    /** The system's date, in milliseconds since 1970: only for dates in headers. */
    wallMs: () => Date.now(),
    /** Resolves at `ms` from now (at most 24 days, as `setTimeout`), or at once when `signal` aborts or is aborted. Never rejects. */
    async sleep(ms, signal) {
        const end = monotonicMs() + ms;
        // A timer may fire a fraction of a millisecond early, but the time must have passed.
        for (let left = ms; left > 0 && !signal.aborted; left = end - monotonicMs()) {
            await timer(Math.ceil(left), signal);
        }
    },
};
/** Not `performance.now()`, which is the same clock but makes Node load ten more modules: a millisecond for every step. */
function monotonicMs() {
    return Number(process.hrtime.bigint()) / 1e6;
}
function timer(ms, signal) {
    return new Promise((resolve) => {
        const done = () => {
            clearTimeout(handle);
            signal.removeEventListener('abort', done);
            resolve();
        };
        const handle = setTimeout(done, ms);
        signal.addEventListener('abort', done);
    });
}
/**
 * Runs `work` with a signal that aborts after `limitMs`, or when `outer` does. The timer ends with the work. Not by
 * `AbortSignal.any`, whose signals stay in memory as long as `outer`.
 */
async function withTimeLimit(clock, limitMs, outer, work) {
    const limit = new AbortController();
    const finished = new AbortController();
    const abort = () => {
        if (!finished.signal.aborted)
            limit.abort();
    };
    outer.addEventListener('abort', abort);
    if (outer.aborted)
        abort();
    void clock.sleep(limitMs, finished.signal).then(abort);
    try {
        return await work(limit.signal);
    }
    finally {
        finished.abort();
        outer.removeEventListener('abort', abort);
    }
}


/***/ }),

/***/ 26:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   FC: () => (/* binding */ onDisk),
/* harmony export */   Q6: () => (/* binding */ DiskError),
/* harmony export */   Vf: () => (/* binding */ HELD_OPEN),
/* harmony export */   cL: () => (/* binding */ HELD_PAUSE_MS),
/* harmony export */   d_: () => (/* binding */ patiently),
/* harmony export */   fC: () => (/* binding */ onDiskNow),
/* harmony export */   fb: () => (/* binding */ HELD_ATTEMPTS),
/* harmony export */   gZ: () => (/* binding */ appendWhole)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(760);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(72);
/* harmony import */ var _text_show_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(17);
/** Errors of the disk, each with the path that could not be written. */




/** `message` is in our own words and names the path. */
class DiskError extends _outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .MachineError */ .Ml {
    constructor(path, code) {
        const why = WORDS.get(code) ?? 'it is missing, or the system refuses';
        super(`cannot write ${path}: ${why}${code && ` (${code})`}`);
    }
}
/** On Windows a virus scanner may hold a file open for a moment; then nobody else can write or replace it. */
const HELD_OPEN = ['EPERM', 'EACCES', 'EBUSY'];
const HELD_ATTEMPTS = 8;
const HELD_PAUSE_MS = 200;
/**
 * Returns what `work` returns. On Windows, tries again for up to 1.4 s while another program holds the file open, and blocks the
 * process meanwhile. On other systems such an error does not pass.
 */
function patiently(work, isWindows = node_path__WEBPACK_IMPORTED_MODULE_1__.sep === '\\') {
    for (let attempt = 1;; attempt++) {
        try {
            return work();
        }
        catch (error) {
            if (!isWindows || attempt === HELD_ATTEMPTS || !HELD_OPEN.includes((0,_text_show_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOf */ .$N)(error)))
                throw error;
        }
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HELD_PAUSE_MS);
    }
}
/** Returns what `work` returns. Any error that it throws becomes a `DiskError` about `path`. */
function onDiskNow(path, work) {
    try {
        return work();
    }
    catch (error) {
        throw new DiskError(path, (0,_text_show_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOf */ .$N)(error));
    }
}
/** Resolves as `work` does. An error becomes a `DiskError` about `path`, unless it already is one. */
async function onDisk(path, work) {
    try {
        return await work;
    }
    catch (error) {
        throw error instanceof DiskError ? error : new DiskError(path, (0,_text_show_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOf */ .$N)(error));
    }
}
/** Appends all of a text to an existing file, or nothing: after a partial write, the file is cut back. Throws a `DiskError`. */
function appendWhole(path, text) {
    onDiskNow(path, () => {
        const file = patiently(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_WRONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_APPEND));
        try {
            const { size } = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
            try {
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(file, text);
            }
            catch (error) {
                try {
                    // By its path: on Windows a file opened for appending can only grow.
                    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.truncateSync)(path, size);
                }
                catch {
                    // A device has no length. The first error says more.
                }
                throw error;
            }
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
        }
    });
}
const WORDS = new Map([
    ['ENOSPC', 'no space left on the disk'],
    ['EDQUOT', 'the disk quota is used up'],
    ['EFBIG', 'the file is larger than allowed here'],
    ['EACCES', 'no permission'],
    // Windows also reports this for a folder, and for a file that another program has open.
    ['EPERM', 'no permission, or a folder of that name, or another program has it open'],
    ['EBUSY', 'another program has it open'],
    ['EROFS', 'the file system is read-only'],
    ['EMFILE', 'too many files are open'],
    ['ENFILE', 'too many files are open'],
    ['ENOENT', 'there is no such folder or drive, or its name is not allowed here'],
    ['EINVAL', 'the name is not allowed here'],
    ['EEXIST', 'there is a file where a folder should be'],
    ['ENOTDIR', 'there is a file where a folder should be'],
    ['EISDIR', 'there is a folder of that name'],
    ['ENOTEMPTY', 'there is a folder of that name'],
    ['ENAMETOOLONG', 'the path is too long'],
]);


/***/ }),

/***/ 975:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  b: () => (/* binding */ createHttpGet),
  K: () => (/* binding */ withCleanHeaders)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(67);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(708);
;// CONCATENATED MODULE: external "node:tls"
const external_node_tls_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");
// EXTERNAL MODULE: ./build/text/show.js
var show = __nccwpck_require__(17);
// EXTERNAL MODULE: ./build/world/network.js + 2 modules
var network = __nccwpck_require__(823);
;// CONCATENATED MODULE: ./build/world/http.js
/**
 * One GET over HTTP, with Node's client. `@actions/http-client` waits forever for the rest of an incomplete body, follows redirects
 * with the key, and cannot be aborted (read in its source, version 4.0.1).
 */





/** The same `HttpGet`, with `redact` applied to all headers of its answers. */
function withCleanHeaders(get, redact) {
    return async (url, headers, signal) => {
        const answer = await get(url, headers, signal);
        const clean = Object.entries(answer.headers).map(([name, value]) => [name, redact(value)]);
        return { ...answer, headers: Object.fromEntries(clean) };
    };
}
/** An `HttpGet` with at most `maxConnections` connections for each scheme; through a proxy, one for each request. */
function createHttpGet(maxConnections) {
    const options = { keepAlive: true, maxSockets: maxConnections };
    const agents = { plain: new external_node_http_.Agent(options), secure: new external_node_https_.Agent(options) };
    const open = async (url, headers, signal) => {
        const proxy = (0,network/* proxyFor */.iJ)(url);
        if (proxy !== null) {
            const tunnel = await (0,network/* openTunnel */.X)(proxy, url, signal);
            return external_node_https_.request(url, { headers, createConnection: () => secured(tunnel, url.hostname) });
        }
        return url.protocol === 'https:'
            ? external_node_https_.request(url, { headers, agent: agents.secure })
            : external_node_http_.request(url, { headers, agent: agents.plain });
    };
    return async (url, headers, signal) => {
        // The toolkit reads `no_proxy`. It takes such a host for this machine and would bypass the proxy.
        if ((0,show/* isFalseLoopback */.lg)(url))
            throw new network/* NetworkError */.Dr({ kind: 'no-host' });
        for (;;) {
            const request = await open(url, { ...headers }, signal);
            try {
                return await send(request, signal);
            }
            catch (error) {
                // The server closed a kept-alive connection: not a problem, ask again on another.
                if (!request.reusedSocket || !['ECONNRESET', 'EPIPE'].includes((0,show/* codeOf */.$N)(error)))
                    throw error;
            }
        }
    };
}
/** TLS inside a tunnel, with the options of Node's agent. */
function secured(tunnel, hostname) {
    const socket = external_node_tls_namespaceObject.connect({ socket: tunnel, ...(0,network/* peerOf */.gD)(hostname), ALPNProtocols: ['http/1.1'] });
    // A tunnel to a proxy over TLS emits its own errors, which would end the process.
    tunnel.on('error', (error) => socket.destroy(new network/* NetworkError */.Dr({ kind: 'network', code: (0,show/* codeOf */.$N)(error) })));
    return socket;
}
/** Sends a request and resolves at the answer's headers. */
function send(request, signal) {
    return new Promise((resolve, reject) => {
        let answer;
        const fail = (error) => {
            reject(error);
            // Otherwise a body without an announced length would look complete.
            answer?.destroy(error);
        };
        const abort = () => {
            const aborted = new DOMException('The request was aborted', 'AbortError');
            fail(aborted);
            request.destroy(aborted);
        };
        request.on('error', (error) => fail((0,network/* tlsError */.S8)(error, request.socket)));
        request.once('response', (message) => {
            answer = message;
            // The reader of the body gets the error. Without a reader it must not end the process.
            message.on('error', () => undefined);
            resolve({
                status: message.statusCode ?? 0,
                headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')])),
                body: message,
                discard: () => void message.destroy(),
            });
        });
        request.once('close', () => {
            signal.removeEventListener('abort', abort);
            // Node closes a request that is answered with 101 (switch protocols) without an event. No effect after an answer.
            reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }));
        });
        signal.addEventListener('abort', abort);
        if (signal.aborted)
            abort();
        else
            request.end();
    });
}


/***/ }),

/***/ 823:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Dr: () => (/* binding */ NetworkError),
  Wo: () => (/* binding */ networkProblem),
  X: () => (/* binding */ openTunnel),
  gD: () => (/* binding */ peerOf),
  iJ: () => (/* binding */ proxyFor),
  S8: () => (/* binding */ tlsError)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(67);
var external_node_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_node_http_, 2);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(708);
var external_node_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_node_https_, 2);
;// CONCATENATED MODULE: external "node:net"
const external_node_net_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
// EXTERNAL MODULE: ./build/text/show.js
var show = __nccwpck_require__(17);
;// CONCATENATED MODULE: ./build/world/network.js
/** Below a request: what a network error means, which proxy applies to a URL, and a tunnel through it. */





/** A network error with a known cause. */
class NetworkError extends Error {
    problem;
    constructor(problem) {
        super(problem.kind);
        this.problem = problem;
    }
}
/** The problem behind a rejected `HttpGet` or a body that broke off. */
function networkProblem(error) {
    if (error instanceof NetworkError)
        return error.problem;
    const code = (0,show/* codeOf */.$N)(error);
    return code === 'ENOTFOUND' ? { kind: 'host-name' } : { kind: 'network', code };
}
/**
 * A `NetworkError` if a connection failed because of TLS, else the error itself. `socket` may be missing. Node keeps its verdict on a
 * certificate in `authorizationError` (its documentation, "tls.TLSSocket"). The error's code is not enough: about half of OpenSSL's
 * reasons have the code `UNSPECIFIED` (read in Node 24, `X509Pointer::ErrorCode`), and only the message says more.
 */
function tlsError(error, socket) {
    const code = (0,show/* codeOf */.$N)(error);
    const verdict = socket && 'authorizationError' in socket ? socket.authorizationError : null;
    // With NODE_TLS_REJECT_UNAUTHORIZED=0 Node keeps the verdict and goes on; a later error then has another cause.
    const proven = [code, error.message].find((text) => text === verdict);
    if (proven !== undefined) {
        const why = proven === 'UNSPECIFIED' ? error.message : proven;
        return new NetworkError({ kind: 'certificate', code: why });
    }
    // During the handshake nearly every code is `EPROTO`, so only the message tells an alert (RFC 8446, 6) from a server without TLS.
    const alert = /SSL alert number (\d+)/.exec(error.message)?.[1];
    if (alert !== undefined)
        return new NetworkError({ kind: 'tls-refusal', alert: Number(alert) });
    const hasSpokenTls = socket && 'authorized' in socket && socket.authorized === true;
    const isNoTls = /^(?:EPROTO|ERR_SSL_)/.test(code) && !hasSpokenTls;
    return isNoTls ? new NetworkError({ kind: 'no-tls', code }) : error;
}
/**
 * The environment's proxy for a URL, or `null`: `https_proxy`, else `HTTPS_PROXY`, unless `no_proxy` exempts the host (read as the
 * toolkit reads it). http goes only to this machine, so never through a proxy. Throws a `NetworkError` if the variable is not the URL
 * of a proxy: the toolkit would often ignore such a value and bypass the proxy.
 */
function proxyFor(url) {
    if (url.protocol !== 'https:' || checkBypass(url))
        return null;
    const variable = ['https_proxy', 'HTTPS_PROXY'].find((name) => (process.env[name] ?? '') !== '');
    if (variable === undefined)
        return null;
    const proxy = URL.parse(process.env[variable] ?? '');
    // A raw `/`, `?` or `#` in a password ends the host early: `http://user:12#34@proxy:80` has the host `user`.
    const isWhole = proxy !== null && !/[@:]/.test(proxy.pathname + proxy.search + proxy.hash);
    try {
        if (isWhole && /^https?:/.test(proxy.protocol) && proxy.port !== '0') {
            const names = [proxy.username, proxy.password].map(decodeURIComponent);
            return { url: proxy, credentials: names.join('') === '' ? '' : names.join(':') };
        }
    }
    catch {
        // A `%` that does not begin an escape.
    }
    throw new NetworkError({ kind: 'proxy-setting', variable });
}
/**
 * Opens a tunnel to the host of `url` (RFC 9110, 9.3.6). Rejects with a `NetworkError` that says what the proxy did, or with an
 * `AbortError` once `signal` aborts. Then no connection stays open.
 *
 * Not by `tunnel`, which `@actions/http-client` uses: it never ends a CONNECT without an answer, checks the proxy's certificate
 * against the API's name, cannot reach a proxy at an IPv6 address, and reports nearly all faults alike (read in version 0.0.6).
 */
function openTunnel({ url: proxy, credentials }, url, signal) {
    return new Promise((resolve, reject) => {
        const target = `${url.hostname}:${url.port === '' ? 443 : url.port}`;
        const basic = `Basic ${Buffer.from(credentials).toString('base64')}`;
        const headers = { host: target, ...(credentials === '' ? {} : { 'proxy-authorization': basic }) };
        const { request } = proxy.protocol === 'https:' ? external_node_https_namespaceObject : external_node_http_namespaceObject;
        // The server's name is set, since Node would take it from the header `host`.
        const way = { ...peerOf(proxy.hostname), port: proxy.port, agent: false };
        const connect = request({ ...way, method: 'CONNECT', path: target, headers, signal });
        connect.once('connect', ({ statusCode: httpStatus = 0 }, socket, head) => {
            if (Math.trunc(httpStatus / 100) === 2) {
                // The first bytes of TLS may already be here.
                socket.unshift(head);
                resolve(socket);
                return;
            }
            socket.destroy();
            const problem = { kind: 'proxy-refusal', httpStatus };
            reject(new NetworkError(httpStatus === 407 ? { kind: 'proxy-password' } : problem));
        });
        connect.on('error', (error) => {
            const meaning = tlsError(error, connect.socket);
            const isClear = signal.aborted || meaning instanceof NetworkError;
            reject(isClear ? meaning : new NetworkError({ kind: 'proxy-unreachable' }));
        });
        connect.end();
    });
}
/** A host as sockets and TLS name it: an IPv6 address without brackets, and no server name for an address (RFC 6066, 3). */
function peerOf(hostname) {
    const host = hostname.replace(/[[\]]/g, '');
    return { host, servername: (0,external_node_net_namespaceObject.isIP)(host) === 0 ? host : '' };
}


/***/ }),

/***/ 915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ createGithubRunner)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./build/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
    }
    process.stdout.write(os.EOL);
    issueCommand('set-output', { name }, toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
// EXTERNAL MODULE: ./build/outcome.js
var outcome = __nccwpck_require__(72);
// EXTERNAL MODULE: ./build/text/plain-line.js
var plain_line = __nccwpck_require__(93);
// EXTERNAL MODULE: ./build/world/disk.js
var disk = __nccwpck_require__(26);
;// CONCATENATED MODULE: ./build/world/runner.js
/** The runner: inputs in; log lines, annotations, outputs and the summary out. No other file imports `@actions/core`. */








/** Differs between the jobs of a runner (GitHub's documentation of default variables; the last is the runner's own). */
const JOB = ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB', 'RUNNER_TRACKING_ID'];
/** The real runner, found through its environment variables (GitHub's documentation of default variables). */
function createGithubRunner() {
    const folder = environment('RUNNER_TEMP') ?? (0,external_node_os_.tmpdir)();
    const records = (0,external_node_path_.join)(folder, `mountsea-tasks-${(0,external_node_crypto_.randomUUID)()}.json`);
    let summaryStartBytes = null;
    let keptRecords = '';
    return {
        /** The folder where relative paths start. */
        workspace: environment('GITHUB_WORKSPACE') ?? process.cwd(),
        /** `folder` (absolute) is shared by the steps of a job; `id` names the job. */
        job: { folder, id: JOB.map((name) => environment(name) ?? '').join(' ') },
        /** A raw input; '' if it is not given. */
        input: (name) => getInput(name),
        /** Hides a value in everything that the runner prints from now on. */
        mask: setSecret,
        info: (line) => info(lineOf(line)),
        /** Shown only if debug logging is on. */
        debug: (line) => {
            if (isDebug())
                debug(lineOf(line));
        },
        warning: (title, line) => warning(lineOf(line), { title: lineOf(title) }),
        error: (title, line) => error(lineOf(line), { title: lineOf(title) }),
        /** Writes these outputs in order, all or none. The last value of a name counts. Throws a `DiskError`. */
        setOutputs(values) {
            const file = environment('GITHUB_OUTPUT');
            if (file !== undefined) {
                (0,disk/* appendWhole */.gZ)(file, Object.entries(values).map(outputBlock).join(''));
            }
            else if (environment('GITHUB_ACTIONS') === 'true') {
                throw new outcome/* MachineError */.Ml('cannot write the outputs: the variable GITHUB_OUTPUT is blank or missing');
            }
            else {
                // Shows the outputs to people who start the action by hand.
                for (const [name, value] of Object.entries(values))
                    info(lineOf(`${name}: ${value}`));
            }
        },
        /** Adds to the job summary, in place of what it added before. Never throws: a missing summary does not make a step red. */
        summary(markdown) {
            const path = environment('GITHUB_STEP_SUMMARY');
            if (path === undefined)
                return;
            try {
                (0,disk/* patiently */.d_)(() => {
                    // There is a second summary if the log breaks after the first was written.
                    if (summaryStartBytes !== null)
                        external_node_fs_.truncateSync(path, summaryStartBytes);
                    summaryStartBytes ??= external_node_fs_.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
                    external_node_fs_.appendFileSync(path, markdown);
                });
            }
            catch (error) {
                info(lineOf(`The job summary cannot be written: ${String(error)}`));
            }
        },
        /** Replaces the step's file of records, piece by piece. Returns its path, in the runner's temporary folder. Throws a `DiskError`. */
        keepRecords(pieces) {
            replaceFile(records, pieces);
            return (keptRecords = records);
        },
        /** The path of that file; '' if none was written yet. */
        keptRecords: () => keptRecords,
    };
}
/** Writes a temporary file, then renames it, so that readers never see half a file. Throws a `DiskError`. */
function replaceFile(path, pieces) {
    const part = `${path}.part`;
    try {
        (0,disk/* onDiskNow */.fC)(path, () => {
            const file = (0,disk/* patiently */.d_)(() => external_node_fs_.openSync(part, 'w'));
            try {
                // Small pieces are joined, since a slow disk delays each write.
                let block = '';
                for (const piece of pieces) {
                    block += piece;
                    if (block.length < MAX_BLOCK_CHARS)
                        continue;
                    external_node_fs_.writeFileSync(file, block);
                    block = '';
                }
                external_node_fs_.writeFileSync(file, block);
            }
            finally {
                external_node_fs_.closeSync(file);
            }
            (0,disk/* patiently */.d_)(() => external_node_fs_.renameSync(part, path));
        });
    }
    catch (error) {
        external_node_fs_.rmSync(part, { force: true });
        throw error;
    }
}
/** None of our lines is longer. Making a line of some megabytes plain takes too much time and stack. */
const MAX_LINE_CHARS = 20_000;
const MAX_BLOCK_CHARS = 8 * 1024 * 1024;
function lineOf(text) {
    return (0,plain_line/* shortLine */.tl)(text, MAX_LINE_CHARS);
}
/**
 * One output in the format of `GITHUB_OUTPUT` (GitHub's documentation of workflow commands, "Multiline strings"). Not by
 * `core.setOutput`, which opens the file for each name: one append is all or nothing, and a slow disk delays it only once.
 */
function outputBlock([name, value]) {
    const delimiter = `ghadelimiter_${(0,external_node_crypto_.randomUUID)()}`;
    return `${name}<<${delimiter}${external_node_os_.EOL}${value}${external_node_os_.EOL}${delimiter}${external_node_os_.EOL}`;
}
/** An environment variable; a blank one counts as missing. */
function environment(name) {
    const value = process.env[name];
    return value === '' ? undefined : value;
}


/***/ }),

/***/ 370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "audio.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(296);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
