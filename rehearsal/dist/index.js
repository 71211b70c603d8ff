import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 67:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  Gu: () => (/* binding */ getState),
  pq: () => (/* binding */ info),
  lm: () => (/* binding */ notice),
  LZ: () => (/* binding */ saveState),
  uH: () => (/* binding */ setOutput)
});

// UNUSED EXPORTS: ExitCode, addPath, debug, endGroup, exportVariable, getBooleanInput, getIDToken, getMultilineInput, group, isDebug, markdownSummary, platform, setCommandEcho, setFailed, setSecret, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path, warning

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./rehearsal/build/node_modules/@actions/core/lib/utils.js
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
;// CONCATENATED MODULE: ./rehearsal/build/node_modules/@actions/core/lib/command.js


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
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./rehearsal/build/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");
;// CONCATENATED MODULE: ./rehearsal/build/node_modules/@actions/core/lib/core.js
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
    issueCommand('add-mask', {}, secret);
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
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
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
    issueCommand('debug', {}, message);
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
    issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
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
        return file_command_issueFileCommand('STATE', file_command_prepareKeyValueMessage(name, value));
    }
    command_issueCommand('save-state', { name }, utils_toCommandValue(value));
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

/***/ }),

/***/ 325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Lq: () => (/* binding */ API_KEY),
  vA: () => (/* binding */ answerAudio),
  qR: () => (/* binding */ answerPoll),
  CC: () => (/* binding */ problem)
});

;// CONCATENATED MODULE: ./rehearsal/build/rehearsal/src/tone.js
/**
 * The sound of a rehearsal: one second of a quiet tone, as a WAV file whose title says what it is.
 */
const RATE = 8_000;
const FREQUENCY = 440;
const LOUDNESS = 8_000;
/** The tone fades in and out over this many samples, so that it does not click. */
const FADE = 400;
const TONE_SECONDS = 1;
function tone() {
    const samples = Buffer.alloc(RATE * TONE_SECONDS * 2);
    for (let at = 0; at < RATE * TONE_SECONDS; at++) {
        const swell = Math.min(1, at / FADE, (RATE * TONE_SECONDS - at) / FADE);
        const wave = Math.sin((2 * Math.PI * FREQUENCY * at) / RATE);
        samples.writeInt16LE(Math.round(LOUDNESS * swell * wave), at * 2);
    }
    const title = chunk('INAM', Buffer.from('Rehearsal, not a song\0'));
    return chunk('RIFF', Buffer.concat([
        Buffer.from('WAVE'),
        chunk('fmt ', format()),
        chunk('LIST', Buffer.concat([Buffer.from('INFO'), title])),
        chunk('data', samples),
    ]));
}
/** PCM, one channel, 16 bits a sample. */
function format() {
    const bytes = Buffer.alloc(16);
    bytes.writeUInt16LE(1, 0);
    bytes.writeUInt16LE(1, 2);
    bytes.writeUInt32LE(RATE, 4);
    bytes.writeUInt32LE(RATE * 2, 8);
    bytes.writeUInt16LE(2, 12);
    bytes.writeUInt16LE(16, 14);
    return bytes;
}
/** A chunk of a RIFF file. Each of ours has an even number of bytes, so that none needs padding. */
function chunk(name, content) {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(content.length);
    return Buffer.concat([Buffer.from(name), size, content]);
}

;// CONCATENATED MODULE: ./rehearsal/build/rehearsal/src/answers.js

/** The only key that the rehearsal accepts, so that a real key is never sent here unnoticed. */
const API_KEY = 'rehearsal-no-key';
/** In seconds, for a rate limit that lasts for good. */
const RETRY_AFTER = 30;
function answerPoll(task, poll) {
    const { scene, untilMs } = phaseAt(task, poll.sinceFirstMs);
    switch (scene.kind) {
        case 'down':
            return { kind: 'cut' };
        case 'html':
            return answer(200, 'text/html', '<!DOCTYPE html><title>Rehearsal</title><p>Not the task API.');
        case 'unauthorized':
            return problem(401, 'Invalid API key');
        case 'rate-limited': {
            const seconds = untilMs === Infinity ? RETRY_AFTER : Math.ceil((untilMs - poll.sinceFirstMs) / 1000);
            return problem(429, 'Too many requests', { 'Retry-After': String(seconds) });
        }
        case 'goes-on':
            return record(task, poll, { status: scene.status });
        case 'completed': {
            const { audioUrl } = poll;
            const title = `${task.id} (rehearsal)`;
            const result = { audioId: task.id, audioUrl, duration: TONE_SECONDS, title, rehearsal: true };
            return record(task, poll, { status: 'completed', result, finishedAt: finishedAt(task, poll) });
        }
        case 'failed':
        case 'cancelled':
        case 'timeout': {
            const { kind: status, ...error } = scene;
            return record(task, poll, { status, ...error, finishedAt: finishedAt(task, poll) });
        }
    }
}
/** The file behind a completed task's audio URL. */
function answerAudio(task) {
    const scene = task.phases.at(-1)?.scene;
    if (scene?.kind !== 'completed')
        return problem(404, 'There is no such file');
    switch (scene.audio) {
        case 'tone':
            return answer(200, 'audio/wav', tone());
        case 'text':
            return answer(200, 'audio/wav', 'This is a rehearsal, and this text is not audio.\n');
        case 'cut':
            return answer(200, 'audio/wav', half(tone()));
        case 'slow': {
            const headers = {
                'Content-Type': 'audio/wav',
                'Content-Length': String(tone().length),
                Rehearsal: 'true',
            };
            return { kind: 'stalled', headers, begin: half(tone()) };
        }
        case 'expired':
            return answer(403, 'application/xml', '<Error><Code>AccessDenied</Code><Rehearsal/></Error>');
    }
}
function half(bytes) {
    return bytes.subarray(0, bytes.length / 2);
}
/** An error of the API's. */
function problem(httpStatus, message, headers = {}) {
    return json(httpStatus, { message }, headers);
}
function phaseAt(task, sinceFirstMs) {
    const phase = task.phases.find(({ untilMs }) => sinceFirstMs < untilMs);
    if (phase === undefined)
        throw new Error('a task has a phase that lasts for good');
    return phase;
}
function record({ id: taskId }, { firstAt }, fields) {
    return json(200, {
        taskId,
        ...fields,
        createdAt: firstAt.toISOString(),
        traceId: `rehearsal-of-${taskId}`,
    });
}
/** When the last phase began. */
function finishedAt(task, { firstAt }) {
    return new Date(firstAt.getTime() + (task.phases.at(-2)?.untilMs ?? 0)).toISOString();
}
function json(httpStatus, fields, headers = {}) {
    return answer(httpStatus, 'application/json', JSON.stringify({ ...fields, rehearsal: true }), headers);
}
function answer(httpStatus, contentType, body, headers = {}) {
    const all = { 'Content-Type': contentType, Rehearsal: 'true', ...headers };
    return { kind: 'answer', httpStatus, headers: all, body };
}


/***/ }),

/***/ 449:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(533);
/* harmony import */ var _server_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(36);
/* harmony import */ var _step_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(231);
/**
 * The action `rehearsal`: one program with three roles. The runner starts it as the step and, at the job's end, as the
 * step's clean-up; the step starts it a third time, in the background, as the server.
 */



/** Set by the step, so that the clean-up knows that it is not the step. */
const STARTED = 'started';
if (process.argv[2] === 'serve') {
    await (0,_server_js__WEBPACK_IMPORTED_MODULE_0__/* .serve */ .w)(_actions_core__WEBPACK_IMPORTED_MODULE_2__/* .getInput */ .V4('tasks'), Number(process.argv[3]));
}
else if (_actions_core__WEBPACK_IMPORTED_MODULE_2__/* .getState */ .Gu(STARTED) === '') {
    _actions_core__WEBPACK_IMPORTED_MODULE_2__/* .saveState */ .LZ(STARTED, 'true');
    await (0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .start */ .n)();
}
else {
    await (0,_step_js__WEBPACK_IMPORTED_MODULE_1__/* .end */ ._)();
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 36:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  w: () => (/* binding */ serve)
});

;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(67);
// EXTERNAL MODULE: ./rehearsal/build/rehearsal/src/answers.js + 1 modules
var answers = __nccwpck_require__(325);
// EXTERNAL MODULE: ./rehearsal/build/src/text/show.js
var show = __nccwpck_require__(624);
;// CONCATENATED MODULE: ./rehearsal/build/rehearsal/src/stand-in.js


/** Chooses the answer to a request, by its task or file and by how many requests for that came before. */
class StandIn {
    #tasks = new Map();
    #files = new Map();
    #counts = { polls: 0, files: 0 };
    #key;
    #endpoint;
    /** Without arguments, accepts any key, and any path as the endpoint's. */
    constructor(key, endpoint) {
        this.#key = key;
        this.#endpoint = endpoint;
    }
    /** Sets, or replaces, what a task answers. */
    task(id, script) {
        this.#tasks.set(id, { script, polls: 0 });
    }
    /** Sets, or replaces, what is at a path with its query. */
    file(path, script) {
        this.#files.set(path, { script, polls: 0 });
    }
    /** What was answered, in words. */
    tally() {
        return `${(0,show/* count */.U9)(this.#counts.polls, 'poll')} and ${(0,show/* count */.U9)(this.#counts.files, 'request')} for audio`;
    }
    react(request) {
        const { method, url: target = '', headers } = request;
        if (method !== 'GET')
            return (0,answers/* problem */.CC)(405, 'Only GET is rehearsed');
        const file = this.#files.get(target);
        if (file !== undefined) {
            this.#counts.files += 1;
            return play(file, '', request);
        }
        if (this.#endpoint !== undefined && target.replace(/\?.*/, '') !== this.#endpoint) {
            return (0,answers/* problem */.CC)(404, 'Only tasks and their audio are rehearsed');
        }
        this.#counts.polls += 1;
        if (this.#key !== undefined && headers.authorization !== `Bearer ${this.#key}`) {
            return (0,answers/* problem */.CC)(401, `This is a rehearsal, and its key is ${answers/* API_KEY */.Lq}: see its output \`api-key\``);
        }
        const id = taskIdIn(target);
        const task = this.#tasks.get(id);
        return task === undefined ? (0,answers/* problem */.CC)(404, 'The rehearsal has no such task') : play(task, id, request);
    }
}
function play(played, taskId, request) {
    const first = (played.first ??= { firstAt: new Date(), ms: performance.now() });
    const sinceFirstMs = performance.now() - first.ms;
    return played.script({ index: played.polls++, firstAt: first.firstAt, sinceFirstMs, taskId, request });
}
/** In the query, or at the end of the paths of hub and ms; '' if there is none. */
function taskIdIn(target) {
    const byPath = /\/(?:hub|ms)\/v1\/tasks\/([^/?]+)/.exec(target)?.[1] ?? '';
    const query = target.includes('?') ? target.slice(target.indexOf('?')) : '';
    return new URLSearchParams(query).get('taskId') ?? decodeURIComponent(byPath);
}
/** Answers, or does what a test does. */
function send(reaction, response) {
    if (typeof reaction === 'function')
        reaction(response);
    else if (reaction.kind === 'cut')
        response.socket?.destroy();
    else if (reaction.kind === 'stalled')
        response.writeHead(200, reaction.headers).write(reaction.begin);
    else
        response.writeHead(reaction.httpStatus, reaction.headers).end(reaction.body);
}
/** Listens on this machine, at the given port or at a free one; returns the port. */
function listenOnLoopback(server, port = 0, host = '127.0.0.1') {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
            server.off('error', reject);
            const address = server.address();
            if (address === null || typeof address === 'string')
                reject(new Error('not listening on a port'));
            else
                resolve(address.port);
        });
    });
}

// EXTERNAL MODULE: ./rehearsal/build/rehearsal/src/tasks.js
var tasks = __nccwpck_require__(203);
;// CONCATENATED MODULE: ./rehearsal/build/rehearsal/src/server.js
/**
 * The background process: serves until it is told to end, until the runner is gone, or for six hours, whichever comes first.
 */





/** As long as a job on GitHub's own runners may take. */
const LIMIT_MS = 6 * 60 * 60 * 1000;
const LOOK_EVERY_MS = 1_000;
const ENDPOINT = '/rehearsal/producer/tasks';
/**
 * Prints one line once it listens: the value for the input `endpoint`, and a URL that nobody can guess. A DELETE request to that
 * URL ends the server.
 */
async function serve(tasksInput, runnerPid) {
    const parsed = (0,tasks/* parseTasks */.E)(tasksInput);
    if (parsed.kind === 'errors')
        throw new Error(parsed.errors.join(' '));
    const end = () => process.exit(0);
    const standIn = new StandIn(answers/* API_KEY */.Lq, ENDPOINT);
    const stopPath = `/rehearsal/${(0,external_node_crypto_namespaceObject.randomUUID)()}`;
    const server = (0,external_node_http_.createServer)((request, response) => {
        request.resume();
        if (request.method === 'DELETE' && request.url === stopPath) {
            response.once('close', end);
            response.end(standIn.tally());
        }
        else {
            send(standIn.react(request), response);
        }
    });
    const origin = `http://127.0.0.1:${await listenOnLoopback(server)}`;
    for (const task of parsed.tasks) {
        const path = `/rehearsal/audio/${task.id}.wav`;
        standIn.task(task.id, (poll) => (0,answers/* answerPoll */.qR)(task, { ...poll, audioUrl: origin + path }));
        standIn.file(path, () => (0,answers/* answerAudio */.vA)(task));
    }
    setTimeout(end, LIMIT_MS);
    setInterval(() => {
        if (!isAlive(runnerPid))
            end();
    }, LOOK_EVERY_MS);
    process.stdout.write(`${origin}${ENDPOINT} ${origin}${stopPath}\n`);
}
/** In a container the runner cannot be seen, and its ID is 0; the container ends with the job. */
function isAlive(pid) {
    if (pid <= 1)
        return true;
    try {
        return process.kill(pid, 0);
    }
    catch (error) {
        // Any error other than "no such process" means that the process exists but belongs to somebody else.
        return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
    }
}


/***/ }),

/***/ 231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  _: () => (/* binding */ end),
  n: () => (/* binding */ start)
});

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(67);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
;// CONCATENATED MODULE: external "node:stream/consumers"
const consumers_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/consumers");
;// CONCATENATED MODULE: external "node:readline"
const external_node_readline_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:readline");
// EXTERNAL MODULE: ./rehearsal/build/node_modules/@actions/core/lib/core.js + 7 modules
var core = __nccwpck_require__(533);
// EXTERNAL MODULE: ./rehearsal/build/src/text/plain-line.js
var plain_line = __nccwpck_require__(564);
// EXTERNAL MODULE: ./rehearsal/build/rehearsal/src/answers.js + 1 modules
var answers = __nccwpck_require__(325);
// EXTERNAL MODULE: ./rehearsal/build/rehearsal/src/tasks.js
var tasks = __nccwpck_require__(203);
;// CONCATENATED MODULE: ./rehearsal/build/rehearsal/src/step.js
/**
 * The step: refuses to run for releases, reads the tasks, starts the server in the background, and prints its address. Its clean-up
 * ends the server.
 */









/** The name under which the step saves the URL that ends the server. */
const STOP_STATE = 'stop';
const END_LIMIT_MS = 5_000;
/** Reports each error, if it could not start, and makes the step red. */
async function start() {
    for (const error of await tryToStart()) {
        core/* error */.z3((0,plain_line/* plainLine */.h0)(error), { title: 'The rehearsal did not start' });
        process.exitCode = 1;
    }
}
/** Resolves to the errors; to none if the server runs. */
async function tryToStart() {
    // Not every runner sets the last one.
    const { GITHUB_EVENT_NAME: event, GITHUB_REF: ref = '', GITHUB_REF_TYPE: refType } = process.env;
    const isTag = refType === 'tag' || ref.startsWith('refs/tags/');
    const what = event === 'release' ? 'a release' : isTag ? 'a tag' : null;
    if (what !== null) {
        return [
            `This run is for ${what}, and the output of a rehearsal must not be released. Run the workflow on a branch, or give this step \`if: github.event_name != 'release' && github.ref_type != 'tag'\`.`,
        ];
    }
    const parsed = (0,tasks/* parseTasks */.E)(core/* getInput */.V4('tasks'));
    if (parsed.kind === 'errors')
        return parsed.errors;
    const server = await startServer();
    if (server.kind === 'failed')
        return [`The server did not start: ${server.why}`];
    core/* saveState */.LZ(STOP_STATE, server.stopUrl);
    core/* setOutput */.uH('endpoint', server.endpoint);
    core/* setOutput */.uH('task-ids', parsed.tasks.map(({ id }) => id).join('\n'));
    core/* setOutput */.uH('api-key', answers/* API_KEY */.Lq);
    core/* notice */.lm('A stand-in on the runner answers for MountSea in this job. Do not release its results.', {
        title: 'This is a rehearsal',
    });
    core/* info */.pq(`Until the job ends it answers at ${server.endpoint}, to the key ${answers/* API_KEY */.Lq}:`);
    for (const { id, line } of parsed.tasks)
        core/* info */.pq((0,plain_line/* plainLine */.h0)(`  ${id}: ${line}`));
    return [];
}
/**
 * Starts this program once more, as the server. It reads the same input, and outlives the step: it has a session and pipes
 * of its own, since the runner waits until nobody holds the step's. After the job's last step the runner kills every process whose
 * environment has the job's `RUNNER_TRACKING_ID`, on each system (`FinalizeJob` in `JobExtension.cs`, actions/runner): this one has it.
 */
async function startServer() {
    const [program = '', ...args] = [process.argv[1], 'serve', String(process.ppid)];
    const child = (0,external_node_child_process_namespaceObject.spawn)(process.execPath, [program, ...args], {
        // Not a folder of the job, since Windows cannot remove a folder while a process runs in it.
        cwd: (0,external_node_os_namespaceObject.tmpdir)(),
        detached: true,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = await firstWord(child);
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
    return started;
}
/** Waits for the line that says where the server listens, or for its end. */
function firstWord(child) {
    let errors = '';
    child.stderr.on('data', (piece) => (errors += piece.toString()));
    return new Promise((resolve) => {
        (0,external_node_readline_namespaceObject.createInterface)({ input: child.stdout }).once('line', (line) => {
            const [endpoint = '', stopUrl = ''] = line.split(' ');
            resolve({ kind: 'started', endpoint, stopUrl });
        });
        child.once('error', (error) => resolve({ kind: 'failed', why: error.message }));
        child.once('close', () => resolve({ kind: 'failed', why: errors.trim().slice(-500) || 'it ended at once' }));
    });
}
/** The runner calls it at the job's end, also when the job failed or was cancelled. It never makes a job red. */
async function end() {
    const url = core/* getState */.Gu(STOP_STATE);
    if (url === '')
        return;
    try {
        core/* info */.pq(`The rehearsal is over. It answered ${await askToEnd(url)}.`);
    }
    catch {
        core/* info */.pq('The rehearsal had already ended.');
    }
}
/** Resolves to how often the server was asked, in words. */
function askToEnd(url) {
    return new Promise((resolve, reject) => {
        // An agent of its own: the common one may go through a proxy that the environment names.
        const options = { method: 'DELETE', agent: false, signal: AbortSignal.timeout(END_LIMIT_MS) };
        const asked = (0,external_node_http_.request)(url, options, (response) => void (0,consumers_namespaceObject.text)(response).then(resolve, reject));
        asked.once('error', reject).end();
    });
}


/***/ }),

/***/ 203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ parseTasks)
/* harmony export */ });
/* harmony import */ var _src_text_show_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(624);
/**
 * The input `tasks`: how each task goes, one line a task, such as `song: pending 5s, processing 20s, completed`.
 *
 * A line is a list of words. Each word has a duration, except the last one, which lasts for good.
 */

/** The words that may stand anywhere in a line. */
const LASTING = new Map([
    ['pending', { kind: 'goes-on', status: 'pending' }],
    ['ready', { kind: 'goes-on', status: 'ready' }],
    ['assigned', { kind: 'goes-on', status: 'assigned' }],
    ['processing', { kind: 'goes-on', status: 'processing' }],
    ['down', { kind: 'down' }],
    ['rate-limited', { kind: 'rate-limited' }],
    ['html', { kind: 'html' }],
    ['unauthorized', { kind: 'unauthorized' }],
]);
/** The words that can only be the last of a line. */
const ENDS = new Map([
    ['completed', { kind: 'completed', audio: 'tone' }],
    ['failed', { kind: 'failed', errorMessage: 'This failure is rehearsed', errorCode: null }],
    ['cancelled', { kind: 'cancelled' }],
    ['timeout', { kind: 'timeout' }],
    ['never', { kind: 'goes-on', status: 'processing' }],
    ['bad-audio', { kind: 'completed', audio: 'text' }],
    ['cut-audio', { kind: 'completed', audio: 'cut' }],
    ['slow-audio', { kind: 'completed', audio: 'slow' }],
    ['expired-url', { kind: 'completed', audio: 'expired' }],
]);
/** What a blank input means. */
const ONE_SONG = 'song: pending 5s, processing 10s, completed';
/** The action waits for at most this many in one step. */
const MAX_TASKS = 100;
/** A name that needs no escapes in a URL, a file name or a log. */
const LINE = /^(?<id>[A-Za-z0-9][A-Za-z0-9._-]{0,63})\s*:(?<rest>.*)$/;
const FAILED = /^failed\s+"(?<message>[^"]*)"(?:\s+(?<code>\d{1,9}))?$/;
const EXAMPLE = 'Write it like `song: pending 5s, processing 20s, completed`';
/** All tasks, or one error for each line that is wrong. */
function parseTasks(input) {
    const tasks = new Map();
    const errors = [];
    const lines = input.trim() === '' ? [ONE_SONG] : input.split('\n');
    for (const [index, line] of lines.entries()) {
        if (line.trim() === '')
            continue;
        const parsed = parseLine(line.trim());
        if ('error' in parsed)
            errors.push(`Input \`tasks\`, line ${index + 1}: ${parsed.error}`);
        else if (tasks.has(parsed.value.id))
            errors.push(`Input \`tasks\` has two tasks ${(0,_src_text_show_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(parsed.value.id)}.`);
        else
            tasks.set(parsed.value.id, parsed.value);
    }
    if (tasks.size > MAX_TASKS)
        errors.push(`Input \`tasks\` has ${tasks.size} tasks. Allowed are ${MAX_TASKS}.`);
    return errors.length > 0 ? { kind: 'errors', errors } : { kind: 'tasks', tasks: [...tasks.values()] };
}
function parseLine(line) {
    const { id, rest } = LINE.exec(line)?.groups ?? {};
    if (id === undefined || rest === undefined) {
        return {
            error: `${(0,_src_text_show_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(line)} does not begin with a name and a colon. ${EXAMPLE}; a name has letters, digits, \`.\`, \`_\` and \`-\`.`,
        };
    }
    const words = wordsOf(rest);
    const phases = [];
    let untilMs = 0;
    for (const [index, word] of words.entries()) {
        const parsed = index === words.length - 1 ? parseLast(word) : parseLasting(word);
        if ('error' in parsed)
            return parsed;
        untilMs += parsed.value.untilMs;
        phases.push({ ...parsed.value, untilMs });
    }
    return { value: { id, line: words.join(', '), phases } };
}
/** Splits at commas outside messages. A single pattern would search the whole text again for each comma. */
function wordsOf(text) {
    const words = [];
    let word = '';
    let isMessage = false;
    for (const char of text) {
        if (char === '"')
            isMessage = !isMessage;
        if (char !== ',' || isMessage) {
            word += char;
            continue;
        }
        words.push(word);
        word = '';
    }
    return [...words, word].map((each) => each.trim());
}
/** A word with its duration, `processing 20s`, as a phase of its own. */
function parseLasting(text) {
    const [word = '', duration = '', ...more] = text.split(/\s+/);
    const scene = LASTING.get(word);
    if (scene === undefined)
        return { error: unknown(text, 'before the end') };
    const untilMs = more.length > 0 ? null : (0,_src_text_show_js__WEBPACK_IMPORTED_MODULE_0__/* .parseDurationMs */ .yi)(duration);
    return untilMs === null
        ? { error: `${(0,_src_text_show_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)} needs a duration with a unit. Write it like \`${word} 20s\`.` }
        : { value: { scene, untilMs } };
}
/** The last word of a line: an end, or any other word without its duration. */
function parseLast(text) {
    const { message: errorMessage, code } = FAILED.exec(text)?.groups ?? {};
    const scene = errorMessage === undefined
        ? (ENDS.get(text) ?? LASTING.get(text))
        : { kind: 'failed', errorMessage, errorCode: code === undefined ? null : Number(code) };
    return scene === undefined
        ? { error: unknown(text, 'as the end') }
        : { value: { scene, untilMs: Infinity } };
}
function unknown(text, where) {
    const list = (words) => [...words].map((word) => `\`${word}\``).join(', ');
    return `${(0,_src_text_show_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(text)} is not known ${where}. ${EXAMPLE}. With a duration, such as \`5s\`: ${list(LASTING.keys())}. As the end: ${list(ENDS.keys())}, \`failed "The lyrics were rejected" 4201\` (no quote in the message), or a word of the first list without a duration.`;
}


/***/ }),

/***/ 564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   h0: () => (/* binding */ plainLine)
/* harmony export */ });
/* unused harmony exports MAX_MESSAGE_CHARS, shortLine */
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

/***/ 624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   hD: () => (/* binding */ quote),
/* harmony export */   yi: () => (/* binding */ parseDurationMs)
/* harmony export */ });
/* unused harmony exports formatDuration, suggestDuration, formatBytes, formatMedia, codeOf, describeError, isLoopbackHost, isFalseLoopback, isSecureEnough, hasCredentials, showUrl, withoutSecrets, few */
/* harmony import */ var _plain_line_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(564);
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
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(449);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
