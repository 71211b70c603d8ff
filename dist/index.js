import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 770:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(218);


/***/ }),

/***/ 218:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

var __webpack_unused_export__;


var net = __nccwpck_require__(278);
var tls = __nccwpck_require__(756);
var http = __nccwpck_require__(611);
var https = __nccwpck_require__(692);
var events = __nccwpck_require__(434);
var assert = __nccwpck_require__(613);
var util = __nccwpck_require__(23);


exports.httpOverHttp = httpOverHttp;
exports.httpsOverHttp = httpsOverHttp;
exports.httpOverHttps = httpOverHttps;
exports.httpsOverHttps = httpsOverHttps;


function httpOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  return agent;
}

function httpsOverHttp(options) {
  var agent = new TunnelingAgent(options);
  agent.request = http.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}

function httpOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  return agent;
}

function httpsOverHttps(options) {
  var agent = new TunnelingAgent(options);
  agent.request = https.request;
  agent.createSocket = createSecureSocket;
  agent.defaultPort = 443;
  return agent;
}


function TunnelingAgent(options) {
  var self = this;
  self.options = options || {};
  self.proxyOptions = self.options.proxy || {};
  self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
  self.requests = [];
  self.sockets = [];

  self.on('free', function onFree(socket, host, port, localAddress) {
    var options = toOptions(host, port, localAddress);
    for (var i = 0, len = self.requests.length; i < len; ++i) {
      var pending = self.requests[i];
      if (pending.host === options.host && pending.port === options.port) {
        // Detect the request to connect same origin server,
        // reuse the connection.
        self.requests.splice(i, 1);
        pending.request.onSocket(socket);
        return;
      }
    }
    socket.destroy();
    self.removeSocket(socket);
  });
}
util.inherits(TunnelingAgent, events.EventEmitter);

TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
  var self = this;
  var options = mergeOptions({request: req}, self.options, toOptions(host, port, localAddress));

  if (self.sockets.length >= this.maxSockets) {
    // We are over limit so we'll add it to the queue.
    self.requests.push(options);
    return;
  }

  // If we are under maxSockets create a new one.
  self.createSocket(options, function(socket) {
    socket.on('free', onFree);
    socket.on('close', onCloseOrRemove);
    socket.on('agentRemove', onCloseOrRemove);
    req.onSocket(socket);

    function onFree() {
      self.emit('free', socket, options);
    }

    function onCloseOrRemove(err) {
      self.removeSocket(socket);
      socket.removeListener('free', onFree);
      socket.removeListener('close', onCloseOrRemove);
      socket.removeListener('agentRemove', onCloseOrRemove);
    }
  });
};

TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
  var self = this;
  var placeholder = {};
  self.sockets.push(placeholder);

  var connectOptions = mergeOptions({}, self.proxyOptions, {
    method: 'CONNECT',
    path: options.host + ':' + options.port,
    agent: false,
    headers: {
      host: options.host + ':' + options.port
    }
  });
  if (options.localAddress) {
    connectOptions.localAddress = options.localAddress;
  }
  if (connectOptions.proxyAuth) {
    connectOptions.headers = connectOptions.headers || {};
    connectOptions.headers['Proxy-Authorization'] = 'Basic ' +
        new Buffer(connectOptions.proxyAuth).toString('base64');
  }

  debug('making CONNECT request');
  var connectReq = self.request(connectOptions);
  connectReq.useChunkedEncodingByDefault = false; // for v0.6
  connectReq.once('response', onResponse); // for v0.6
  connectReq.once('upgrade', onUpgrade);   // for v0.6
  connectReq.once('connect', onConnect);   // for v0.7 or later
  connectReq.once('error', onError);
  connectReq.end();

  function onResponse(res) {
    // Very hacky. This is necessary to avoid http-parser leaks.
    res.upgrade = true;
  }

  function onUpgrade(res, socket, head) {
    // Hacky.
    process.nextTick(function() {
      onConnect(res, socket, head);
    });
  }

  function onConnect(res, socket, head) {
    connectReq.removeAllListeners();
    socket.removeAllListeners();

    if (res.statusCode !== 200) {
      debug('tunneling socket could not be established, statusCode=%d',
        res.statusCode);
      socket.destroy();
      var error = new Error('tunneling socket could not be established, ' +
        'statusCode=' + res.statusCode);
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    if (head.length > 0) {
      debug('got illegal response body from proxy');
      socket.destroy();
      var error = new Error('got illegal response body from proxy');
      error.code = 'ECONNRESET';
      options.request.emit('error', error);
      self.removeSocket(placeholder);
      return;
    }
    debug('tunneling connection has established');
    self.sockets[self.sockets.indexOf(placeholder)] = socket;
    return cb(socket);
  }

  function onError(cause) {
    connectReq.removeAllListeners();

    debug('tunneling socket could not be established, cause=%s\n',
          cause.message, cause.stack);
    var error = new Error('tunneling socket could not be established, ' +
                          'cause=' + cause.message);
    error.code = 'ECONNRESET';
    options.request.emit('error', error);
    self.removeSocket(placeholder);
  }
};

TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
  var pos = this.sockets.indexOf(socket)
  if (pos === -1) {
    return;
  }
  this.sockets.splice(pos, 1);

  var pending = this.requests.shift();
  if (pending) {
    // If we have pending requests and a socket gets closed a new one
    // needs to be created to take over in the pool for the one that closed.
    this.createSocket(pending, function(socket) {
      pending.request.onSocket(socket);
    });
  }
};

function createSecureSocket(options, cb) {
  var self = this;
  TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
    var hostHeader = options.request.getHeader('host');
    var tlsOptions = mergeOptions({}, self.options, {
      socket: socket,
      servername: hostHeader ? hostHeader.replace(/:.*$/, '') : options.host
    });

    // 0 is dummy port for v0.6
    var secureSocket = tls.connect(0, tlsOptions);
    self.sockets[self.sockets.indexOf(socket)] = secureSocket;
    cb(secureSocket);
  });
}


function toOptions(host, port, localAddress) {
  if (typeof host === 'string') { // since v0.10
    return {
      host: host,
      port: port,
      localAddress: localAddress
    };
  }
  return host; // for v0.11 or later
}

function mergeOptions(target) {
  for (var i = 1, len = arguments.length; i < len; ++i) {
    var overrides = arguments[i];
    if (typeof overrides === 'object') {
      var keys = Object.keys(overrides);
      for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
        var k = keys[j];
        if (overrides[k] !== undefined) {
          target[k] = overrides[k];
        }
      }
    }
  }
  return target;
}


var debug;
if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) {
  debug = function() {
    var args = Array.prototype.slice.call(arguments);
    if (typeof args[0] === 'string') {
      args[0] = 'TUNNEL: ' + args[0];
    } else {
      args.unshift('TUNNEL:');
    }
    console.error.apply(console, args);
  }
} else {
  debug = function() {};
}
__webpack_unused_export__ = debug; // for test


/***/ }),

/***/ 613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

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

/***/ 756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 23:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ guard)
/* harmony export */ });
/* harmony import */ var _text_describe_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(721);
/**
 * How the process ends: red until proven green, whatever happens to it. Loaded first, so that the exit code is 1 and the
 * signals are heard before anything else runs.
 *
 * Everything that can end a wait from outside becomes one `Stop`: the signals of a cancelled job (the runner sends SIGINT,
 * SIGTERM 7.5 s later, and kills 2.5 s after that; on Windows CTRL_C and CTRL_BREAK: `ProcessInvoker` in actions/runner),
 * an uncaught error, a log that nobody reads any more, an event loop with nothing left to do.
 */

/** What a report has, after a stop, before the process is ended without it: a bug then, and the outputs say `interrupted`. */
const REPORT_LIMIT_MS = 5_000;
const guard = guardProcess();
function guardProcess() {
    process.exitCode = 1;
    let proven = false;
    // Whoever else ends the process, and with whatever code (0, '0', 256): without the proof it is 1.
    process.on('exit', () => {
        if (!proven)
            process.exitCode = 1;
    });
    // A deprecation in a dependency (`tunnel` and `new Buffer`) is nothing that a user of the action can act on.
    process.noDeprecation = true;
    const controller = new AbortController();
    let reason;
    let faulted = false;
    const stopFor = (outcome) => {
        reason ??= outcome;
        controller.abort();
        setTimeout(() => process.exit(1), REPORT_LIMIT_MS).unref();
    };
    const fault = (why) => {
        faulted = true;
        stopFor({ kind: 'internal-error', why });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
        process.on(signal, () => stopFor({ kind: 'interrupted', signal }));
    }
    process.on('uncaughtException', (error) => fault((0,_text_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q)(error)));
    process.on('unhandledRejection', (error) => fault((0,_text_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .describe */ .q)(error)));
    process.on('beforeExit', () => fault('nothing is left to wait for'));
    process.stdout.on('error', () => fault('the log cannot be written'));
    process.stderr.on('error', () => undefined);
    return {
        stop: {
            signal: controller.signal,
            outcome: () => reason ?? { kind: 'internal-error', why: 'stopped for no reason' },
        },
        async finish(green) {
            await new Promise((resolve) => process.stdout.write('', () => resolve()));
            // Not left to an empty event loop: a proxy that never answered a CONNECT would hold the step for minutes.
            // A signal that comes when every task is completed and told takes nothing away from that; a fault does.
            proven = green && !faulted;
            process.exit(proven ? 0 : 1);
        },
    };
}


/***/ }),

/***/ 296:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(870);
/* harmony import */ var _ports_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(201);
/* harmony import */ var _ports_http_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(447);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(312);
/* harmony import */ var _ports_runner_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(262);
/* harmony import */ var _wait_schedule_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(787);
/**
 * The composition root: puts the real world together, runs the step, ends the process.
 */






const green = await (0,_run_js__WEBPACK_IMPORTED_MODULE_3__/* .run */ .e)({
    runner: _ports_runner_js__WEBPACK_IMPORTED_MODULE_4__/* .githubRunner */ .O,
    clock: _ports_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .systemClock */ .m,
    random: Math.random,
    get: (0,_ports_http_js__WEBPACK_IMPORTED_MODULE_2__/* .createHttpGet */ .bI)(_wait_schedule_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_CONNECTIONS */ .tp),
    download: (0,_ports_http_js__WEBPACK_IMPORTED_MODULE_2__/* .createHttpGet */ .bI)(_wait_schedule_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_CONNECTIONS */ .tp),
    stop: _exit_js__WEBPACK_IMPORTED_MODULE_0__/* .guard */ .a.stop,
});
await _exit_js__WEBPACK_IMPORTED_MODULE_0__/* .guard */ .a.finish(green);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ withTimeLimit),
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/**
 * Time as the rest of the program knows it: a monotonic now, and a sleep that a signal ends.
 * The only file that touches timers and clocks, so that tests can hand in a virtual one.
 */
/** `setTimeout` fires at once beyond this; a longer sleep is taken in pieces. Source: Node's documentation of timers. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const systemClock = {
    nowMs: monotonicMs,
    wallMs: () => Date.now(),
    async sleep(ms, signal) {
        const end = monotonicMs() + ms;
        // A timer may fire a fraction of a millisecond early; a deadline that was slept to must have passed.
        for (let left = ms; left > 0 && !signal.aborted; left = end - monotonicMs()) {
            await timer(Math.min(Math.ceil(left), LONGEST_TIMER_MS), signal);
        }
    },
};
/** Not `performance.now()`, the same clock: that makes Node load ten more of its modules, a millisecond of every step. */
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
 * Runs `work` with a signal that aborts after `limitMs`, or when `outer` does; the timer is gone when the work is.
 * Listens by hand: signals joined by `AbortSignal.any` stay with a long-lived `outer` for as long as it lives.
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

/***/ 447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  $N: () => (/* binding */ codeOf),
  bI: () => (/* binding */ createHttpGet),
  Oy: () => (/* binding */ explainFault),
  HA: () => (/* binding */ keepingKey)
});

;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");
var external_node_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_node_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
var external_node_https_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_node_https_namespaceObject, 2);
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(313);
;// CONCATENATED MODULE: ./build/ports/http.js
/**
 * One GET over HTTP, and what went wrong when there was no answer.
 *
 * `@actions/http-client` brings the agent: connections kept alive, proxies and `no_proxy` from the environment. The request
 * itself is Node's, since the client's own waits for ever on a body that is cut short, follows redirects with the key,
 * and cannot be aborted (read in its source, version 4.0.1).
 */



/** A connection that was kept alive and that the server had closed meanwhile: no fault, just asked again. */
class StaleConnection extends Error {
}
/** An `HttpGet` over at most `maxConnections` connections at a time for each scheme; through a proxy, one for each request. */
function createHttpGet(maxConnections) {
    const clients = new Map();
    const agentFor = ({ protocol, href }) => {
        // A tunnel is never used again (read in `tunnel` 0.0.6), and its agent, if shared, holds the place of a CONNECT that is never
        // answered, and of every request that had to queue, for ever.
        if (hasProxy(href))
            return new lib/* HttpClient */.Qq().getAgent(href);
        const client = clients.get(protocol) ?? new lib/* HttpClient */.Qq(undefined, [], { keepAlive: true, maxSockets: maxConnections });
        clients.set(protocol, client);
        return client.getAgent(href);
    };
    return async (url, headers, signal) => {
        for (;;) {
            try {
                return await send(url, headers, agentFor(url), signal);
            }
            catch (error) {
                if (!(error instanceof StaleConnection))
                    throw error;
            }
        }
    };
}
/** The environment names a proxy by something that is no URL with a host. */
class BadProxy extends Error {
}
/**
 * Whether the way to a URL leads through a proxy. Throws `BadProxy`, since `@actions/http-client` goes past a proxy that is named as
 * `proxy.example:3128` (to the URL parser a scheme and a path) without a word, and throws at other texts that are no URL.
 */
function hasProxy(href) {
    try {
        const proxy = (0,lib/* getProxyUrl */.s_)(href);
        if (proxy === '' || new URL(proxy).hostname !== '')
            return proxy !== '';
    }
    catch {
        // Told below.
    }
    throw new BadProxy();
}
/** A URL that would tell the API key to whoever it leads to. */
class UrlWithKey extends Error {
}
/** The same `HttpGet`, but it refuses to ask a URL that the API, or a redirect, put the key into: `redact` finds it. */
function keepingKey(get, redact) {
    return (url, headers, signal) => redact(url.href) === url.href ? get(url, headers, signal) : Promise.reject(new UrlWithKey());
}
function send(url, headers, agent, signal) {
    return new Promise((resolve, reject) => {
        let answer;
        const abort = () => {
            const aborted = new DOMException('The request was aborted', 'AbortError');
            reject(aborted);
            answer?.destroy(aborted);
            request.destroy(aborted);
        };
        const { request: open } = url.protocol === 'https:' ? external_node_https_namespaceObject_0 : external_node_http_namespaceObject_0;
        const request = open(url, { agent, headers: { ...headers } });
        // Stays on for good: a tunnel may report on a request long after it was given up.
        request.on('error', (error) => {
            // A body without an announced end would pass for whole.
            answer?.destroy(error);
            reject(request.reusedSocket && isClosedByPeer(error) ? new StaleConnection() : error);
        });
        request.once('response', (message) => {
            answer = message;
            // Whoever reads the body is told there; an answer that nobody reads must not end the process.
            message.on('error', () => undefined);
            resolve({
                status: message.statusCode ?? 0,
                headers: message.headers,
                body: message,
                discard: () => void message.destroy(),
            });
        });
        request.once('close', () => {
            signal.removeEventListener('abort', abort);
            // Node ends a request that is answered with 101 (switch protocols) without a word. Too late to matter after an answer.
            reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' }));
        });
        signal.addEventListener('abort', abort);
        if (signal.aborted)
            abort();
        else
            request.end();
    });
}
function isClosedByPeer(error) {
    return ['ECONNRESET', 'EPIPE'].includes(codeOf(error));
}
/** OpenSSL's verdicts on a certificate, as Node names them (Node's documentation, "X509 certificate error codes"). */
const CERTIFICATE_ERROR = /^(CERT_|CRL_|UNABLE_TO_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_)/;
const WORDS = {
    ECONNREFUSED: 'connection refused',
    ECONNRESET: 'connection closed before the answer was complete',
    EPIPE: 'connection closed before the answer was complete',
    ECONNABORTED: 'connection closed before the answer was complete',
    ETIMEDOUT: 'connection timed out',
    EHOSTUNREACH: 'host unreachable',
    ENETUNREACH: 'network unreachable',
    EAI_AGAIN: 'DNS lookup failed for now',
};
/** Sorts what the network said. Anything unknown is transient: retried until the deadline, and red then. */
function explainFault(error) {
    if (error instanceof UrlWithKey)
        return { kind: 'lasting', why: 'the URL has the API key in it, so it was not asked' };
    if (error instanceof BadProxy)
        return { kind: 'lasting', why: 'the proxy is not named by a URL with a host' };
    const code = codeOf(error);
    if (code === 'ENOTFOUND')
        return { kind: 'unknown-host', why: 'host name not found' };
    if (CERTIFICATE_ERROR.test(code))
        return { kind: 'lasting', why: `certificate not trusted (${code})` };
    const tunnel = /^tunneling socket could not be established, (?:statusCode=(\d+))?/.exec(messageOf(error));
    if (tunnel !== null) {
        const [, status] = tunnel;
        return {
            kind: 'transient',
            why: status === undefined ? 'proxy not reachable' : `proxy answered HTTP ${status}`,
        };
    }
    if (code.startsWith('HPE_'))
        return { kind: 'transient', why: 'answer is not HTTP' };
    return {
        kind: 'transient',
        why: WORDS[code] ?? (code === '' ? 'network error' : `network error (${code})`),
    };
}
/** The `code` of one of Node's errors, '' for anything else. Goes by its shape, since an error may be another realm's (Jest's). */
function codeOf(error) {
    return isObject(error) && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
function messageOf(error) {
    return isObject(error) && 'message' in error && typeof error.message === 'string' ? error.message : '';
}
function isObject(value) {
    return typeof value === 'object' && value !== null;
}


/***/ }),

/***/ 262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  O: () => (/* binding */ githubRunner)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/utils.js
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
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/command.js


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
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/file-command.js
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
// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __nccwpck_require__(313);
;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/auth.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return __awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
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
function core_setSecret(secret) {
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
function core_debug(message) {
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
    return core_awaiter(this, void 0, void 0, function* () {
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
    return core_awaiter(this, void 0, void 0, function* () {
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
// EXTERNAL MODULE: ./build/text/untrusted.js + 1 modules
var untrusted = __nccwpck_require__(989);
;// CONCATENATED MODULE: ./build/ports/runner.js
/**
 * The narrow port to the runner: inputs and folders in; log lines, annotations, outputs and the summary out.
 * The only file that imports `@actions/core`.
 */






/** The real runner, found through its environment variables (GitHub's documentation of default variables). */
const githubRunner = {
    workspace: environment('GITHUB_WORKSPACE') ?? process.cwd(),
    input: (name) => getInput(name),
    mask: core_setSecret,
    info: (line) => info((0,untrusted/* plainLine */.h0)(line)),
    debug: (line) => {
        if (isDebug())
            core_debug((0,untrusted/* plainLine */.h0)(line));
    },
    warning: (title, line) => warning((0,untrusted/* plainLine */.h0)(line), { title: (0,untrusted/* plainLine */.h0)(title) }),
    error: (title, line) => error((0,untrusted/* plainLine */.h0)(line), { title: (0,untrusted/* plainLine */.h0)(title) }),
    output(name, value) {
        // `core` would print it as a `set-output` command, which GitHub has deprecated. By hand, without a runner, that is of use.
        const isRun = environment('GITHUB_ACTIONS') === 'true';
        if (isRun && environment('GITHUB_OUTPUT') === undefined)
            throw new Error('GITHUB_OUTPUT names no file');
        setOutput(name, value);
    },
    summary(markdown) {
        const path = environment('GITHUB_STEP_SUMMARY');
        if (path === undefined)
            return;
        try {
            (0,external_node_fs_.appendFileSync)(path, markdown);
        }
        catch (error) {
            info((0,untrusted/* plainLine */.h0)(`The job summary cannot be written: ${String(error)}`));
        }
    },
    saveFile(content) {
        const path = (0,external_node_path_.join)(environment('RUNNER_TEMP') ?? (0,external_node_os_namespaceObject.tmpdir)(), `mountsea-tasks-${(0,external_node_crypto_.randomUUID)()}.json`);
        (0,external_node_fs_.writeFileSync)(path, content, { flag: 'wx' });
        return path;
    },
};
/** A variable of the environment; a blank one is none. */
function environment(name) {
    const value = process.env[name];
    return value === '' ? undefined : value;
}


/***/ }),

/***/ 312:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./build/wait/schedule.js
var schedule = __nccwpck_require__(787);
// EXTERNAL MODULE: ./build/text/json.js
var json = __nccwpck_require__(666);
;// CONCATENATED MODULE: ./build/products/producer.js
/**
 * What a MountSea task is: its statuses, which of them are final, and how an answer becomes a `Task`.
 *
 * Source: the vendor's public API reference (`GET /producer/tasks?taskId=ID`). Only `taskId` and `status` decide anything,
 * so only they are checked; every other field is taken as it comes, since a surprise in one must not cost a paid result.
 */

/** The documented statuses that are final. Compared exactly; anything else, known or not, means that the task goes on. */
const TERMINAL_STATUSES = ['completed', 'failed', 'cancelled', 'timeout'];
/** The documented statuses of a task that goes on. An unknown one is treated alike, with a warning. */
const RUNNING_STATUSES = ['pending', 'ready', 'assigned', 'processing'];
/**
 * Reads the body of a 200 answer as the record of the task that was asked for.
 * `bad` says in a few words why it is no such record; it never throws.
 */
function parseTask(body, askedId) {
    let record;
    try {
        record = (0,json/* parseJson */.qF)(body);
    }
    catch (error) {
        return bad(error instanceof RangeError ? 'an answer that is nested too deeply' : 'an answer that is not JSON');
    }
    if (!(0,json/* isJsonObject */.OW)(record))
        return bad('an answer that is not a JSON object');
    const { taskId, status } = record;
    if (typeof taskId !== 'string' || taskId === '')
        return bad('an answer without taskId');
    if (taskId !== askedId)
        return bad('the record of another task');
    if (status === undefined || status === null)
        return bad('an answer without status');
    if (typeof status !== 'string')
        return bad('an answer whose status is not a string');
    if (status.trim() === '')
        return bad('an answer whose status is blank');
    return {
        kind: 'task',
        task: {
            taskId,
            status,
            result: record['result'] ?? null,
            errorMessage: asText(record['errorMessage']),
            errorCode: asText(record['errorCode']),
            traceId: asText(record['traceId']),
            createdAt: asText(record['createdAt']),
            finishedAt: asText(record['finishedAt']),
            record,
        },
    };
}
function isTerminal(status) {
    return TERMINAL_STATUSES.some((terminal) => terminal === status);
}
function isKnownStatus(status) {
    return isTerminal(status) || RUNNING_STATUSES.some((running) => running === status);
}
/** Milliseconds from `createdAt` to `finishedAt`, where the API gave both and they make sense. */
function taskDurationMs(task) {
    const ms = Date.parse(task.finishedAt) - Date.parse(task.createdAt);
    return Number.isFinite(ms) && ms >= 0 ? ms : null;
}
function bad(why) {
    return { kind: 'bad', why };
}
function asText(value) {
    if (value === undefined || value === null)
        return '';
    return typeof value === 'string' ? value : (0,json/* stringifyJson */.sd)(value);
}

;// CONCATENATED MODULE: ./build/text/url.js
/**
 * What every room needs to know of URLs: which hosts are this machine, and how a URL may be shown to people.
 */
/**
 * Whether a `URL.hostname` names this machine: `localhost`, 127.0.0.0/8 or `[::1]`. Nothing else counts: `*.localhost` may be
 * resolved by a DNS server somewhere else. The URL parser has already turned `LOCALHOST`, `127.1` and `0x7f.1` into these spellings.
 */
function isLoopbackHost(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/** Whether a URL is https, or http to this machine: the only ones that requests go to. */
function isSecureEnough(url) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}
/** Whether a URL carries a user name or a password. */
function hasCredentials(url) {
    return url.username !== '' || url.password !== '';
}
/** A URL as people may see it: origin and path. Credentials, query and fragment may hold secrets. */
function showUrl(url) {
    // What follows the scheme of `data:`, or of a password typed in front of `@` with no `//`, is no path: not shown.
    return url.pathname.startsWith('/') ? `${url.protocol}//${url.host}${url.pathname}` : url.protocol;
}

;// CONCATENATED MODULE: ./build/api/answer.js



/** How much of an answer an error shows. */
const EXCERPT_CHARS = 200;
/** 4xx statuses that say "later" rather than "no" (RFC 9110, 15.5.9; RFC 8470; RFC 6585). */
const TRANSIENT_4XX = [408, 425, 429];
/** Sorts an answer that was read to its end, or, if it is no success, as far as an error shows it. */
function sortAnswer(answer, question) {
    const { status, headers } = answer;
    if (status >= 200 && status < 300)
        return sortSuccess(answer, question);
    const evidence = evidenceOf(answer, question);
    if (status === 401 || status === 403)
        return { kind: 'unauthorized', why: `HTTP ${status}`, evidence };
    if (status === 404)
        return { kind: 'not-found', why: 'HTTP 404', evidence };
    if (TRANSIENT_4XX.includes(status) || (status >= 500 && status < 600)) {
        const retryAfterMs = (0,schedule/* parseRetryAfterMs */.oR)(textOf(headers['retry-after']), question.wallMs);
        return { kind: 'transient', why: `HTTP ${status}`, retryAfterMs, rateLimited: status === 429 };
    }
    if (status >= 300 && status < 400) {
        return {
            kind: 'rejected',
            why: redirectWhy(status, textOf(headers['location']), question.endpoint),
            evidence,
        };
    }
    return { kind: 'rejected', why: `HTTP ${status}`, evidence };
}
function sortSuccess(answer, question) {
    const encoding = textOf(answer.headers['content-encoding']);
    if (encoding !== '' && encoding !== 'identity') {
        const evidence = { httpStatus: answer.status, excerpt: '' };
        return { kind: 'bad', why: 'a compressed answer, which was not asked for', evidence };
    }
    const parsed = parseTask(answer.body, question.taskId);
    return parsed.kind === 'task'
        ? { kind: 'record', task: parsed.task }
        : { kind: 'bad', why: parsed.why, evidence: evidenceOf(answer, question) };
}
/** The HTTP status and how the body begins. */
function evidenceOf({ status, body }, { excerpt }) {
    return { httpStatus: status, excerpt: excerpt(body, EXCERPT_CHARS) };
}
/** Our words for a redirect, naming where it pointed: without credentials, query and fragment, which may hold secrets. */
function redirectWhy(status, location, endpoint) {
    const target = URL.parse(location, endpoint.href);
    const where = location === '' ? 'nowhere' : target === null ? 'something that is no URL' : showUrl(target);
    return `HTTP ${status}, a redirect to ${where}`;
}
function textOf(header) {
    return (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
}

// EXTERNAL MODULE: ./build/ports/http.js + 2 modules
var http = __nccwpck_require__(447);
;// CONCATENATED MODULE: ./build/api/client.js
/**
 * The task API: one GET, one `Answer`. Whatever happens on the way is an answer too; it rejects for a bug only.
 */


/** A record is some kilobytes; what is larger than this is no record, and would only fill the memory. */
const MAX_RECORD_BYTES = 32 * 1024 * 1024;
/** Enough of an error's body for the excerpt, however it is spelled. */
const MAX_ERROR_BYTES = 64 * 1024;
function createTaskApi({ endpoint, apiKey }, { get, clock, gate }) {
    const headers = {
        accept: 'application/json',
        'accept-encoding': 'identity',
        authorization: `Bearer ${apiKey}`,
        'user-agent': 'wait-for-mountsea-task',
    };
    const excerpt = (body, maxChars) => gate.line(body, maxChars);
    return async (taskId, signal) => {
        let answer;
        try {
            answer = await read(await get(questionUrl(endpoint, taskId), headers, signal));
        }
        catch (error) {
            return signal.aborted ? client_transient('no complete answer in time') : faultAnswer(error);
        }
        // Outside of the `try`: a bug of ours in here must not pass for a fault of the network.
        const question = { taskId, endpoint, wallMs: clock.wallMs(), excerpt };
        return answer.isTooLarge
            ? { kind: 'too-large', why: 'an answer larger than 32 MiB', evidence: evidenceOf(answer, question) }
            : sortAnswer(answer, question);
    };
}
function faultAnswer(error) {
    const fault = (0,http/* explainFault */.Oy)(error);
    switch (fault.kind) {
        case 'transient':
            return client_transient(fault.why);
        case 'unknown-host':
            return { kind: 'unknown-host', why: fault.why };
        case 'lasting':
            return { kind: 'rejected', why: fault.why, evidence: null };
    }
}
/** The endpoint with `taskId` added; its own query stays as it was written, which `URLSearchParams` would not leave it. */
function questionUrl(endpoint, taskId) {
    const url = new URL(endpoint);
    url.search = `${url.search === '' ? '' : `${url.search}&`}taskId=${encodeURIComponent(taskId.toWellFormed())}`;
    return url;
}
async function read(answer) {
    const { status, headers } = answer;
    if (status > 299) {
        return { status, headers, body: await readStart(answer), isTooLarge: false };
    }
    const chunks = [];
    let bytes = 0;
    for await (const chunk of answer.body) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > MAX_RECORD_BYTES) {
            return { status, headers, body: client_textOf([chunks[0] ?? chunk]), isTooLarge: true };
        }
    }
    return { status, headers, body: client_textOf(chunks), isTooLarge: false };
}
/** The start of an error's body. Its status says all that matters, so a body that breaks off is simply shorter. */
async function readStart(answer) {
    const chunks = [];
    let bytes = 0;
    try {
        for await (const chunk of answer.body) {
            chunks.push(chunk);
            bytes += chunk.length;
            if (bytes >= MAX_ERROR_BYTES)
                break;
        }
    }
    catch {
        // What came is enough.
    }
    return client_textOf(chunks);
}
function client_textOf(chunks) {
    return Buffer.concat(chunks).toString('utf8');
}
function client_transient(why) {
    return { kind: 'transient', why, retryAfterMs: 0, rateLimited: false };
}

// EXTERNAL MODULE: ./build/text/describe.js
var describe = __nccwpck_require__(721);
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

;// CONCATENATED MODULE: ./build/download/file-name.js
/**
 * Names for the files in `download-dir`: pure. Whatever a task ID or a URL holds, a name matches `[A-Za-z0-9._-]+`, is not hidden,
 * is not one of Windows' devices, is at most 120 characters long, and is no other file's name, in whatever case.
 *
 * The names of a step must not depend on which task completes first, nor on what kind of result it turns out to have. So every
 * task gets a base of its own up front, from the IDs alone, that leaves room for all the names that its result may need.
 */

/** Room for `-100` (tasks a step), `-vocals`, a dot and the extension within 120. */
const MAX_BASE_CHARS = 96;
const MAX_EXTENSION_CHARS = 10;
/** What `fileName` may put behind a base, before the extension. An extension has no dot, so it can make no two of these equal. */
const ENDINGS = ['', '-vocals', '-drums', '-bass', '-other'];
/**
 * One base for each task ID, in their order: the ID itself where it can be a file name, else the nearest that can. A number is
 * added where two could clash, which an ID that needs no other change is spared as long as possible.
 */
function baseNames(taskIds) {
    const bases = taskIds.map(safeBase);
    const taken = new Set();
    const names = [];
    const unchanged = (index) => bases[index] === taskIds[index];
    const order = [...bases.entries()].sort(([a], [b]) => Number(unchanged(b)) - Number(unchanged(a)));
    for (const [index, base] of order) {
        let name = base;
        for (let number = 2; keysOf(name).some((key) => taken.has(key)); number++)
            name = `${base}-${number}`;
        for (const key of keysOf(name))
            taken.add(key);
        names[index] = name;
    }
    return names;
}
/** `BASE.EXT`, or `BASE-NAME.EXT` for a source with a name of its own. `contentType` is lower case, without parameters. */
function fileName(base, source, contentType) {
    return `${base}${source.name === '' ? '' : `-${source.name}`}.${extensionOf(source, contentType)}`;
}
/** A file system may fold case (Windows, macOS), so names that differ in nothing else are one. */
function keysOf(name) {
    return ENDINGS.map((ending) => `${name}${ending}`.toLowerCase());
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
/** From the URL's path, else the content type, else the result's `format`, else `bin`. */
function extensionOf({ url, format }, contentType) {
    const fromPath = /\.([^./]+)$/.exec(url.pathname)?.[1] ?? '';
    const candidates = [fromPath, EXTENSIONS.get(contentType) ?? '', format.replace(/^\./, '')];
    return candidates.find(isExtension) ?? 'bin';
}
/** Short, and with a letter: the `2` of `/v1.2` says nothing about a file. */
function isExtension(text) {
    return text.length <= MAX_EXTENSION_CHARS && /^[0-9]*[A-Za-z][A-Za-z0-9]*$/.test(text);
}
/** Media types of audio as registered with IANA, and the older spellings that storage services still send. */
const EXTENSIONS = new Map([
    ['audio/mpeg', 'mp3'],
    ['audio/mp3', 'mp3'],
    ['audio/mp4', 'm4a'],
    ['audio/m4a', 'm4a'],
    ['audio/x-m4a', 'm4a'],
    ['audio/wav', 'wav'],
    ['audio/wave', 'wav'],
    ['audio/x-wav', 'wav'],
    ['audio/vnd.wave', 'wav'],
    ['audio/aac', 'aac'],
    ['audio/flac', 'flac'],
    ['audio/x-flac', 'flac'],
    ['audio/ogg', 'ogg'],
    ['audio/opus', 'opus'],
    ['audio/webm', 'webm'],
]);

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(760);
;// CONCATENATED MODULE: ./build/inputs/duration.js
/**
 * Durations as users write them in a workflow: `500ms`, `90s`, `30m`, `1h30m`.
 *
 * Own code, for the grammar is the point: the libraries for this take a bare number as milliseconds and skip what they do
 * not understand (`5m foo`), and a gate must refuse both.
 */
const PATTERN = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;
const MS_PER_PART = [3_600_000, 60_000, 1_000, 1];
/** The duration in milliseconds, or `null` for a text that is none: no unit, an unknown unit, a wrong order, a sign. */
function parseDurationMs(text) {
    const parts = PATTERN.exec(text)?.slice(1);
    if (text === '' || parts === undefined)
        return null;
    return MS_PER_PART.reduce((sum, ms, index) => sum + ms * Number(parts[index] ?? 0), 0);
}

;// CONCATENATED MODULE: ./build/inputs/endpoint.js

/** An https URL, or http to this machine; without credentials and fragment. Its own query is kept. */
function parseEndpoint(text, quote) {
    const url = URL.parse(text);
    if (url === null)
        return { error: wrong(`${quote(withoutSecrets(text))}, which is no URL`, 'an absolute https URL') };
    const shown = `\`${showUrl(url)}\``;
    if (hasCredentials(url))
        return { error: wrong(`${shown} with a user name or a password`, 'a URL without them') };
    if (!isSecureEnough(url))
        return { error: wrong(shown, 'https; http only to this machine (127.0.0.1, localhost, [::1])') };
    if (text.includes('#'))
        return { error: wrong(`${shown} with a fragment (#)`, 'a URL without one') };
    return { value: url };
}
/** What can be shown of a text that no parser takes apart: nothing before an `@`, nothing after a `?` or `#`. */
function withoutSecrets(text) {
    return text.replace(/[?#].*/s, '').replace(/.*@/s, '');
}
function wrong(given, allowed) {
    return `Input \`endpoint\` is ${given}. Allowed is ${allowed}.`;
}

;// CONCATENATED MODULE: ./build/inputs/parsed.js
/**
 * What reading an input can come to, and how an error shows what was given.
 */
/** Enough to recognise what was given. */
const MAX_QUOTED_CHARS = 80;
/** Quotes without the key, which goes before the cut: half a key that ended up in the wrong input would be shown, not found. */
function createQuote(redact) {
    return (text) => {
        const shown = redact(text);
        return `\`${shown.length > MAX_QUOTED_CHARS ? `${shown.slice(0, MAX_QUOTED_CHARS - 1)}…` : shown}\``;
    };
}

;// CONCATENATED MODULE: ./build/text/show.js
/**
 * Durations and sizes as people read them. Always with a unit, never more than two parts.
 */
/**
 * `850ms`, `12s`, `4m 32s`, `1h 5m`: rounded to what its largest unit makes worth knowing; parts that are zero are left out (`30m`).
 * What is no duration (negative, NaN) reads as `0s`.
 */
function formatDuration(ms) {
    if (!(ms >= 0.5))
        return '0s';
    const wholeMs = Math.round(ms);
    if (wholeMs < 1000)
        return `${wholeMs}ms`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 60)
        return `${seconds}s`;
    if (seconds < 3600)
        return parts(Math.floor(seconds / 60), 'm', seconds % 60, 's');
    const minutes = Math.round(seconds / 60);
    return parts(Math.floor(minutes / 60), 'h', minutes % 60, 'm');
}
function parts(large, largeUnit, small, smallUnit) {
    return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit} ${small}${smallUnit}`;
}
/** `812 B`, `3.1 MB`: decimal units, as storage is sold and as browsers show downloads. */
function formatBytes(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    let value = bytes / 1000;
    for (const unit of ['kB', 'MB']) {
        // Compared as it will be shown, so that 999,950 bytes are 1.0 MB and not 1000.0 kB.
        if (Math.round(value * 10) < 10_000)
            return `${value.toFixed(1)} ${unit}`;
        value /= 1000;
    }
    return `${value.toFixed(1)} GB`;
}

;// CONCATENATED MODULE: ./build/inputs/task-ids.js
const MAX_IDS = 100;
const MAX_ID_CHARS = 256;
/** The IDs in the order given, without empty lines and repeats. None left is an error, never an empty success. */
function parseTaskIds(text, quote) {
    const ids = [...new Set((listOf(text) ?? text.split('\n')).map((id) => id.trim()))].filter((id) => id !== '');
    if (ids.length === 0) {
        return {
            error: 'Input `task-id` is blank. Give the ID of the task to wait for; several tasks: one ID a line.',
        };
    }
    if (ids.length > MAX_IDS) {
        return {
            error: `Input \`task-id\` has ${ids.length} IDs. Allowed are ${MAX_IDS} in one step; split the list over a matrix.`,
        };
    }
    const error = ids.map((id) => errorIn(id, quote)).find((found) => found !== null);
    return error === undefined ? { value: ids } : { error };
}
function listOf(text) {
    try {
        const list = JSON.parse(text);
        return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : null;
    }
    catch {
        return null;
    }
}
function errorIn(id, quote) {
    if (id.length > MAX_ID_CHARS) {
        return `Input \`task-id\` has an ID of ${id.length} characters, ${quote(id)}. Allowed are ${MAX_ID_CHARS}.`;
    }
    if (/\p{Cc}/u.test(id)) {
        return `Input \`task-id\` has an ID with a control character in it, ${quote(id)}. Write one ID a line.`;
    }
    if (/[,"'`]/.test(id)) {
        return `Input \`task-id\` has an ID with a comma or a quote in it, ${quote(id)}. Write one ID a line, without either.`;
    }
    return null;
}

;// CONCATENATED MODULE: ./build/inputs/inputs.js
/**
 * The inputs of the step: raw strings in, either everything the step needs or all the errors at once. Pure.
 *
 * Every error names the input, what was given and what is allowed; never the key, and no URL with credentials or query.
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
/** What a blank optional input means. `action.yml` shows the same; a test holds the two together. */
const DEFAULTS = {
    endpoint: 'https://api.mountsea.ai/producer/tasks',
    timeout: '30m',
    'poll-interval': '5s',
};
/** GitHub cancels a job on its own machines after 6 hours and on any after 5 days (GitHub's documentation of limits). */
const LONGEST_TIMEOUT_MS = 5 * 24 * 3_600_000;
const SHORTEST_POLL_INTERVAL_MS = 100;
/** The longest gap where none is given: seldom enough for a shared API, often enough for a job that others wait for. */
const DEFAULT_MAX_POLL_INTERVAL_MS = 15_000;
/** Reads the raw inputs; relative folders are taken from `workspace`. `redact` cuts the key out of what an error shows. */
function parseInputs(raw, workspace, redact) {
    const quote = createQuote(redact);
    const given = (name) => raw[name].trim();
    const errors = [];
    const take = (parsed, otherwise) => {
        if ('value' in parsed)
            return parsed.value;
        errors.push(parsed.error);
        return otherwise;
    };
    const pollInterval = parsePollInterval(given('poll-interval'), quote);
    const pollIntervalMs = 'value' in pollInterval ? pollInterval.value : SHORTEST_POLL_INTERVAL_MS;
    const inputs = {
        taskIds: take(parseTaskIds(given('task-id'), quote), []),
        apiKey: take(parseApiKey(given('api-key')), ''),
        endpoint: take(parseEndpoint(given('endpoint') || DEFAULTS.endpoint, quote), new URL(DEFAULTS.endpoint)),
        timeoutMs: take(parseTimeout(given('timeout'), quote), 0),
        pollIntervalMs: take(pollInterval, pollIntervalMs),
        maxPollIntervalMs: take(parseMaxPollInterval(given('max-poll-interval'), pollIntervalMs, quote), pollIntervalMs),
        downloadDir: take(parseDownloadDir(given('download-dir'), workspace, quote), null),
    };
    return errors.length === 0 ? { kind: 'ok', inputs } : { kind: 'bad', errors };
}
function parseApiKey(key) {
    if (key === '') {
        return {
            error: 'Input `api-key` is blank. Give the MountSea API key, as a secret. Secrets are not available to workflows that ' +
                'a fork or Dependabot started; there the key is always blank.',
        };
    }
    if (!/^[\x21-\x7e]+$/.test(key)) {
        return {
            error: `Input \`api-key\` has ${key.length} characters, of which some are white space or not ASCII. Give the key alone: ` +
                'one line of visible ASCII characters, without quotes and without `Bearer`.',
        };
    }
    return { value: key };
}
function parseTimeout(text, quote) {
    const parsed = parseDuration('timeout', text || DEFAULTS.timeout, quote);
    if (!('value' in parsed) || (parsed.value > 0 && parsed.value <= LONGEST_TIMEOUT_MS))
        return parsed;
    return {
        error: `Input \`timeout\` is ${quote(text)}. Allowed is more than 0 and at most 5 days (\`120h\`).`,
    };
}
function parsePollInterval(text, quote) {
    const parsed = parseDuration('poll-interval', text || DEFAULTS['poll-interval'], quote);
    if (!('value' in parsed) || parsed.value >= SHORTEST_POLL_INTERVAL_MS)
        return parsed;
    return { error: `Input \`poll-interval\` is ${quote(text)}. Allowed is \`100ms\` or more.` };
}
function parseMaxPollInterval(text, pollIntervalMs, quote) {
    if (text === '')
        return { value: Math.max(DEFAULT_MAX_POLL_INTERVAL_MS, pollIntervalMs) };
    const parsed = parseDuration('max-poll-interval', text, quote);
    if (!('value' in parsed) || parsed.value >= pollIntervalMs)
        return parsed;
    return {
        error: `Input \`max-poll-interval\` is ${quote(text)}. It must not be less than \`poll-interval\`, which is ${formatDuration(pollIntervalMs)}.`,
    };
}
function parseDownloadDir(text, workspace, quote) {
    if (text === '')
        return { value: null };
    if (!/\p{Cc}/u.test(text))
        return { value: (0,external_node_path_.resolve)(workspace, text) };
    return {
        error: `Input \`download-dir\` is ${quote(text)}. Give the path of one folder, without control characters.`,
    };
}
function parseDuration(name, text, quote) {
    const value = parseDurationMs(text);
    if (value !== null)
        return { value };
    const hint = /^\d+$/.test(text)
        ? `A unit is missing: write \`${text}m\` for minutes or \`${text}s\` for seconds.`
        : 'Allowed are whole numbers with the units h, m, s and ms, such as `500ms`, `90s`, `30m`, `1h30m`.';
    return { error: `Input \`${name}\` is ${quote(text)}. ${hint}` };
}

;// CONCATENATED MODULE: ./build/wait/history.js

class Journal {
    #views;
    #outages = [];
    #failing = new Set();
    #unknownStatuses = new Set();
    constructor(taskIds) {
        this.#views = new Map(taskIds.map((taskId) => [taskId, unseen(taskId)]));
    }
    /** In the order of the IDs. */
    get views() {
        return [...this.#views.values()];
    }
    get outages() {
        return this.#outages;
    }
    /** Every task at its end; a wait that was cut off without one ends with `otherwise`. */
    ends(otherwise) {
        return this.views.map((view) => ({ ...view, outcome: view.outcome ?? otherwise }));
    }
    /** Takes in what a poll brought; returns what is new about it. */
    record({ taskId, atMs, task, fault }) {
        const health = this.#health(taskId, fault, atMs);
        if (task === null)
            return health;
        const view = this.#view(taskId);
        const from = view.changes.at(-1)?.status ?? '';
        const isNew = from !== task.status;
        const changes = isNew ? [...view.changes, { status: task.status, atMs }] : view.changes;
        this.#views.set(taskId, { ...view, task, changes });
        if (!isNew)
            return health;
        return [...health, { kind: 'status', taskId, from, to: task.status, atMs }, ...this.#unknown(task)];
    }
    /** Takes in the end of a task's wait, and of its downloads. */
    close(taskId, outcome, files, endedAtMs) {
        this.#views.set(taskId, { ...this.#view(taskId), outcome, files, endedAtMs });
        // No sign of health: a task whose wait ended in an outage leaves it open, for the next answer to close.
        this.#failing.delete(taskId);
    }
    #view(taskId) {
        return this.#views.get(taskId) ?? unseen(taskId);
    }
    /** The API is failing from the first fault on, until every task that met one has got an answer again. */
    #health(taskId, why, atMs) {
        const current = this.#outages.at(-1);
        const isDown = current?.toMs === null;
        if (why !== '') {
            this.#failing.add(taskId);
            if (isDown)
                return [];
            this.#outages.push({ fromMs: atMs, toMs: null, why });
            return [{ kind: 'outage-began', why, atMs }];
        }
        this.#failing.delete(taskId);
        if (!isDown || this.#failing.size > 0)
            return [];
        this.#outages.splice(-1, 1, { ...current, toMs: atMs });
        return [{ kind: 'outage-ended', atMs, lastedMs: atMs - current.fromMs }];
    }
    #unknown({ taskId, status }) {
        if (isKnownStatus(status) || this.#unknownStatuses.has(status))
            return [];
        this.#unknownStatuses.add(status);
        return [{ kind: 'unknown-status', taskId, status }];
    }
}
function unseen(taskId) {
    return { taskId, task: null, outcome: null, files: [], changes: [], endedAtMs: 0 };
}

;// CONCATENATED MODULE: ./build/report/log.js


/** How many task IDs one line names before it only counts. */
const MAX_NAMED = 5;
/** How many saved files get a line each: an album fits on one screen. */
const MAX_SAVED_LINES = 20;
const log_MAX_ID_CHARS = 256;
const MAX_STATUS_CHARS = 200;
/** A shorter outage is a hiccup that the line a minute need not mention. */
const SHORTEST_OUTAGE_MS = 10_000;
function startLine(plan, gate) {
    const { taskIds, timeoutMs, pollIntervalMs, maxPollIntervalMs } = plan;
    const gap = [...new Set([formatDuration(pollIntervalMs), formatDuration(maxPollIntervalMs)])].join(' to ');
    return `Waiting for ${nameTasks(taskIds, gate)}: up to ${formatDuration(timeoutMs)}, asking every ${gap}.`;
}
/** Status changes that are told together; those alike share a line. */
function changeLines(changes, gate) {
    const alike = Map.groupBy(changes, ({ from, to }) => `${from}\0${to}`);
    return [...alike.values()].flatMap((group) => {
        const [first] = group;
        if (first === undefined)
            return [];
        const to = gate.line(first.to, MAX_STATUS_CHARS);
        const step = first.from === '' ? to : `${gate.line(first.from, MAX_STATUS_CHARS)} -> ${to}`;
        return [
            `[${formatDuration(first.atMs)}] ${nameTasks(group.map((change) => change.taskId), gate)}: ${step}`,
        ];
    });
}
/** The line for a minute in which nothing changed. */
function stillWaitingLine(views, lastOutage, { elapsedMs, timeoutMs }, gate) {
    const at = `[${formatDuration(elapsedMs)}]`;
    const running = views.filter(({ outcome }) => outcome === null);
    const waiting = running.filter(({ task }) => task === null || !isTerminal(task.status));
    const saving = running.length - waiting.length;
    // For which the timeout does not count.
    if (waiting.length === 0)
        return `${at} still saving the audio of ${saving} completed`;
    const counts = [...Map.groupBy(waiting, statusOf)].map(([status, { length }]) => {
        const word = gate.line(status, MAX_STATUS_CHARS);
        return views.length === 1 ? word : `${length} ${word}`;
    });
    const savingToo = saving === 0 ? '' : `, ${saving} completed and saving audio`;
    const failing = failingFor(lastOutage, elapsedMs);
    return `${at} still waiting, up to ${formatDuration(timeoutMs)}: ${counts.join(', ')}${savingToo}${failing}`;
}
function failingFor(outage, elapsedMs) {
    const forMs = outage?.toMs === null ? elapsedMs - outage.fromMs : 0;
    return forMs < SHORTEST_OUTAGE_MS ? '' : `; the API has been failing for ${formatDuration(forMs)}`;
}
function statusOf({ task }) {
    return task?.status ?? 'no answer yet';
}
function outageBeganLine(why, gate) {
    return `The API does not tell of the task now: ${gate.line(why)}. Asking again, until \`timeout\` at most.`;
}
function outageEndedLine(atMs, lastedMs) {
    return `[${formatDuration(atMs)}] The API answers again, after ${formatDuration(lastedMs)}.`;
}
function unknownStatusLine(status, gate) {
    return `The API reports the status "${gate.line(status, MAX_STATUS_CHARS)}", which this action does not know. It counts as not finished.`;
}
/** How the step ended: a line a saved file, then a line a task, or the counts where there are many. */
function endLines(report, gate) {
    const { ends, elapsedMs } = report;
    const saved = savedLines(ends.flatMap((end) => end.files), gate);
    if (ends.length <= MAX_NAMED)
        return [...saved, ...ends.map((end) => endLine(end, elapsedMs, gate))];
    const completed = ends.filter((end) => end.outcome.kind === 'completed').length;
    const counts = [...Map.groupBy(ends, (end) => end.outcome.kind)].map(([kind, { length }]) => `${length} ${kind}`);
    return [
        ...saved,
        `${completed} of ${ends.length} tasks completed (${counts.join(', ')}), after ${formatDuration(elapsedMs)}.`,
    ];
}
function savedLines(files, gate) {
    if (files.length <= MAX_SAVED_LINES) {
        return files.map((file) => `Saved ${gate.line(file.path)} (${formatBytes(file.bytes)}, sha256 ${file.sha256})`);
    }
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    return [
        `Saved ${files.length} files, ${formatBytes(bytes)} in all; the job summary and the output \`files\` list them.`,
    ];
}
function endLine(end, elapsedMs, gate) {
    const status = end.task === null ? 'no status seen' : gate.line(end.task.status, MAX_STATUS_CHARS);
    const reason = SAID_BY_STATUS.has(end.outcome.kind) ? '' : `, ${end.outcome.kind}`;
    const totalMs = end.task === null ? null : taskDurationMs(end.task);
    const queuedMs = queuedForMs(end);
    const times = [
        totalMs === null ? '' : `task took ${formatDuration(totalMs)}`,
        queuedMs === null ? '' : `queued for ${formatDuration(queuedMs)} as seen from here`,
        `step waited ${formatDuration(elapsedMs)}`,
    ].filter((time) => time !== '');
    return `${gate.line(end.taskId, log_MAX_ID_CHARS)}: ${status}${reason} (${times.join(', ')})`;
}
/** Ends that a task's status says already. */
const SAID_BY_STATUS = new Set([
    'completed',
    'task-failed',
    'task-cancelled',
    'task-timeout',
]);
/** From the first status seen to `processing`; `null` where the wait did not see the task queue and start. */
function queuedForMs({ changes }) {
    const started = changes.findIndex((change) => change.status === 'processing');
    const [first] = changes;
    const start = changes[started];
    return started > 0 && first !== undefined && start !== undefined ? start.atMs - first.atMs : null;
}
function nameTasks(taskIds, gate) {
    const named = taskIds.slice(0, MAX_NAMED).map((id) => gate.line(id, log_MAX_ID_CHARS));
    const rest = taskIds.length - named.length;
    const count = taskIds.length === 1 ? 'task' : `${taskIds.length} tasks`;
    return `${count} ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

;// CONCATENATED MODULE: ./build/products/files.js
/**
 * Where the audio of a completed task is: pure, over the `result` as the API sent it.
 *
 * The shapes are those of the vendor's public API reference: `audioUrl` (create, extend, cover), `url` with `format` (download,
 * upload), one URL a stem (stems). A field that is absent, `null` or blank names nothing.
 */


const STEM_NAMES = ['vocals', 'drums', 'bass', 'other'];
const SINGLE_FIELDS = ['audioUrl', 'url'];
/** The output `audioUrl`: the first of `audioUrl` and `url` that is usable, '' if neither is. Always one line of visible ASCII. */
function audioUrlOf(result) {
    if (!(0,json/* isJsonObject */.OW)(result))
        return '';
    for (const field of SINGLE_FIELDS) {
        const sent = result[field];
        const url = parseAudioUrl(sent);
        // As it was sent, so that it equals the one in `result`; encoded only where it has characters that no URL may have.
        if (url instanceof URL)
            return typeof sent === 'string' && /^[!-~]+$/.test(sent) ? sent : url.href;
    }
    return '';
}
/**
 * Every audio file that a result names: `audioUrl`, else `url`, else the stems. Fails closed: one URL that is not usable makes
 * the audio missing, since a step that saved the others would be green without a file that was paid for.
 */
function findAudio(result) {
    if (!(0,json/* isJsonObject */.OW)(result))
        return { kind: 'missing', why: 'the task has no result object that could name an audio URL' };
    const format = typeof result['format'] === 'string' ? result['format'] : '';
    const single = SINGLE_FIELDS.find((field) => names(result, field));
    const fields = single === undefined ? STEM_NAMES.filter((field) => names(result, field)) : [single];
    const sources = [];
    for (const field of fields) {
        const url = parseAudioUrl(result[field]);
        if (!(url instanceof URL))
            return { kind: 'missing', why: `the result's ${field} ${url.unusable}` };
        sources.push({ url, name: field === 'audioUrl' || field === 'url' ? '' : field, format });
    }
    if (sources.length > 0)
        return { kind: 'audio', sources };
    return {
        kind: 'missing',
        why: `the result names no audio URL: it has none of audioUrl, url, ${STEM_NAMES.join(', ')}`,
    };
}
function names(result, field) {
    const value = result[field];
    return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');
}
/** An absolute https URL, or http to this machine; else what is wrong with it. */
function parseAudioUrl(value) {
    if (typeof value !== 'string')
        return { unusable: 'is not a string' };
    // The parser would also take `https:x` and `https:\\x`.
    const url = /^\s*https?:\/\/[^/]/i.test(value) ? URL.parse(value) : null;
    if (url === null || !isSecureEnough(url))
        return { unusable: 'is not an absolute https URL' };
    // Node would turn them into an Authorization header; a browser and curl treat them each in its own way.
    return hasCredentials(url) ? { unusable: 'has a user name or password in it' } : url;
}

;// CONCATENATED MODULE: ./build/outcome.js
/** The one condition for a green step. No tasks at all is never green. */
function isGreen(ends) {
    return (ends.length > 0 &&
        ends.every((end) => end.outcome.kind === 'completed' && end.task?.status === 'completed'));
}
/** The task that the single-valued outputs describe: the first not completed, else the first that ended badly otherwise, else the first. */
function spokesman(tasks) {
    return (tasks.find(({ task }) => task?.status !== 'completed') ??
        tasks.find(({ outcome }) => outcome?.kind !== 'completed') ??
        tasks[0]);
}

// EXTERNAL MODULE: ./build/text/untrusted.js + 1 modules
var untrusted = __nccwpck_require__(989);
;// CONCATENATED MODULE: ./build/report/outputs.js
/**
 * The outputs of the step: names, values, and what gives way where a value would be too long to use.
 */




/** In the order in which they are written: `reason` last, so that what it tells of is there when it is. */
const OUTPUT_NAMES = [
    'status',
    'result',
    'audioUrl',
    'resultPath',
    'files',
    'tasks',
    'errorMessage',
    'errorCode',
    'traceId',
    'reason',
];
/** Before anything is known. `interrupted` is the truth if the process ends without another word. */
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
    reason: 'interrupted',
};
/** The outputs of a step that had nothing to wait for: bad inputs, or a fault of ours before the wait. */
function outputsWithoutTasks(reason) {
    return { ...FIRST_OUTPUTS, reason };
}
/**
 * A longer value could not be used everywhere: the kernel takes no environment string of 128 KiB (Linux, MAX_ARG_STRLEN),
 * and GitHub no more than 1 MB for all outputs of a job.
 */
const MAX_OUTPUT_BYTES = 120_000;
/** How far messages are cut in `tasks` before anything else gives way. */
const SHORT_MESSAGE_CHARS = 200;
/** The outputs at the end of the step, and the names of those that had to be cut or left empty. */
function finalOutputs(report, gate) {
    const { ends } = report;
    const speaker = spokesman(ends);
    const results = ends.map((end) => end.task?.result ?? null);
    const tasks = fitTasks(ends, gate);
    const wanted = {
        ...spokenOutputs(speaker?.task, gate),
        result: jsonOf(results.length === 1 ? results[0] : results, gate),
        audioUrl: gate.redact(ends.map((end) => audioUrlOf(end.task?.result)).join('\n')),
        resultPath: gate.redact(report.resultPath),
        files: gate.redact(pathsOf(ends).join('\n')),
        tasks: tasks.json,
        reason: speaker?.outcome.kind ?? 'internal-error',
    };
    const tooLong = OUTPUT_NAMES.filter((name) => !fits(wanted[name]) || (name === 'tasks' && !tasks.isWhole));
    return { outputs: withoutTooLong(wanted), tooLong };
}
/** The small outputs, which are kept current while the wait goes on. */
function currentOutputs(views, gate) {
    return withoutTooLong(spokenOutputs(spokesman(views)?.task, gate));
}
/** The outputs of the task that speaks for the step. */
function spokenOutputs(task, gate) {
    const { status, errorMessage, errorCode, traceId } = task ?? NOTHING_SAID;
    return {
        status: gate.redact(status),
        errorMessage: shorten(errorMessage, untrusted/* MAX_MESSAGE_CHARS */.hP, gate),
        errorCode: gate.redact(errorCode),
        traceId: gate.redact(traceId),
    };
}
/** `tasks` loses the ends of its messages first, then its files, and only then everything. */
function fitTasks(ends, gate) {
    const whole = jsonOf(ends.map((end) => entryOf(end, untrusted/* MAX_MESSAGE_CHARS */.hP, gate)), gate);
    if (fits(whole))
        return { json: whole, isWhole: true };
    const short = ends.map((end) => entryOf(end, SHORT_MESSAGE_CHARS, gate));
    const smaller = [
        jsonOf(short, gate),
        jsonOf(short.map((entry) => ({ ...entry, files: [] })), gate),
    ];
    return { json: smaller.find(fits) ?? '[]', isWhole: false };
}
/** One entry of `tasks`. Texts are '' where the API sent none; `errorCode` is the value as sent, `null` if there is none. */
function entryOf({ taskId, task, outcome, files }, maxMessageChars, gate) {
    const { status, errorMessage, traceId, createdAt, finishedAt } = task ?? NOTHING_SAID;
    return {
        taskId,
        status,
        reason: outcome.kind,
        audioUrl: audioUrlOf(task?.result),
        errorMessage: shorten(errorMessage, maxMessageChars, gate),
        errorCode: (0,json/* isJsonObject */.OW)(task?.record) ? (task.record['errorCode'] ?? null) : null,
        traceId,
        createdAt,
        finishedAt,
        files,
    };
}
const NOTHING_SAID = {
    status: '',
    errorMessage: '',
    errorCode: '',
    traceId: '',
    createdAt: '',
    finishedAt: '',
};
/** The whole records of all tasks, `null` where the API sent none: what stands in the file `resultPath`. */
function recordsJson(ends, gate) {
    return jsonOf(ends.map((end) => end.task?.record ?? null), gate);
}
function jsonOf(value, gate) {
    return (0,json/* stringifyJson */.sd)(gate.redactJson(value));
}
function pathsOf(ends) {
    return ends.flatMap((end) => end.files.map((file) => file.path));
}
/** The key goes first: a cut in the middle of it would hide the rest of it from the search. */
function shorten(message, maxChars, gate) {
    return (0,untrusted/* cut */.Jj)(gate.redact(message), maxChars);
}
function withoutTooLong(outputs) {
    const tooLong = Object.keys(outputs).filter((name) => !fits(outputs[name] ?? ''));
    return { ...outputs, ...Object.fromEntries(tooLong.map((name) => [name, ''])) };
}
function fits(value) {
    return Buffer.byteLength(value) <= MAX_OUTPUT_BYTES;
}

;// CONCATENATED MODULE: ./build/report/progress.js


const FLUSH_EVERY_MS = 1_000;
const STILL_WAITING_EVERY_MS = 60_000;
/** An API that flickers gets a pair of lines now and then, not one a poll; the line a minute says if it is failing. */
const OUTAGE_EVERY_MS = 300_000;
class LiveReport {
    #journal;
    #ports;
    #startMs;
    #timeoutMs;
    #done = new AbortController();
    #changes = [];
    #flushIsDue = false;
    #lastFlushMs = -Infinity;
    #lastLineMs;
    #lastOutageLineMs = -Infinity;
    #outageIsTold = false;
    #told = '';
    constructor(journal, ports, startMs, timeoutMs) {
        this.#journal = journal;
        this.#ports = ports;
        this.#startMs = startMs;
        this.#timeoutMs = timeoutMs;
        this.#lastLineMs = startMs;
    }
    /** Says that the wait goes on, once a minute in which nothing else was said. Resolves after `end`. */
    async keepTelling() {
        const { clock } = this.#ports;
        while (!this.#done.signal.aborted) {
            const quietMs = clock.nowMs() - this.#lastLineMs;
            if (quietMs >= STILL_WAITING_EVERY_MS)
                this.#try(() => this.#stillWaiting());
            // Not less than a millisecond: what rounding leaves of a minute is too little to move a clock on.
            else
                await clock.sleep(Math.max(STILL_WAITING_EVERY_MS - quietMs, 1), this.#done.signal);
        }
    }
    /** Takes in what a poll brought. */
    take(event) {
        const { runner, gate } = this.#ports;
        const news = this.#journal.record(event);
        this.#try(() => {
            runner.debug(`Task ${gate.line(event.taskId)}: ${gate.line(event.task?.status ?? event.fault)}`);
            for (const item of news)
                this.#tell(item);
            if (this.#changes.length > 0)
                this.#flushSoon();
        });
    }
    /** Writes the log lines that are due; the outputs are about to be written whole. */
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
    #tell(news) {
        const { runner, gate } = this.#ports;
        switch (news.kind) {
            case 'status':
                this.#changes.push(news);
                break;
            case 'unknown-status':
                runner.warning('Unknown MountSea status', unknownStatusLine(news.status, gate));
                break;
            case 'outage-began':
                this.#tellOutage(outageBeganLine(news.why, gate), news.atMs);
                break;
            case 'outage-ended':
                if (this.#outageIsTold)
                    this.#info(outageEndedLine(news.atMs, news.lastedMs));
                break;
        }
    }
    #tellOutage(line, atMs) {
        const isFirst = this.#lastOutageLineMs === -Infinity;
        // What the last polls meet is told by the end.
        this.#outageIsTold = atMs - this.#lastOutageLineMs >= OUTAGE_EVERY_MS && atMs < this.#timeoutMs;
        if (!this.#outageIsTold)
            return;
        this.#lastOutageLineMs = atMs;
        if (isFirst)
            this.#ports.runner.warning('MountSea API failing', line);
        else
            this.#info(line);
    }
    #flushSoon() {
        if (this.#flushIsDue)
            return;
        const { clock } = this.#ports;
        const waitMs = this.#lastFlushMs + FLUSH_EVERY_MS - clock.nowMs();
        if (waitMs <= 0) {
            this.#flush();
            return;
        }
        this.#flushIsDue = true;
        void clock.sleep(waitMs, this.#done.signal).then(() => {
            this.#flushIsDue = false;
            this.#try(() => this.#flush());
        });
    }
    #flush() {
        this.#lastFlushMs = this.#ports.clock.nowMs();
        if (this.#changes.length === 0)
            return;
        this.#tellChanges();
        this.#updateOutputs();
    }
    #tellChanges() {
        const lines = changeLines(this.#changes, this.#ports.gate);
        this.#changes = [];
        for (const line of lines)
            this.#info(line);
    }
    #updateOutputs() {
        const { runner, gate } = this.#ports;
        const current = Object.entries(currentOutputs(this.#journal.views, gate));
        const told = JSON.stringify(current);
        if (told === this.#told)
            return;
        this.#told = told;
        for (const [name, value] of current)
            runner.output(name, value);
        runner.output('reason', FIRST_OUTPUTS.reason);
    }
    #info(line) {
        this.#lastLineMs = this.#ports.clock.nowMs();
        this.#ports.runner.info(line);
    }
    #stillWaiting() {
        const { views, outages } = this.#journal;
        const times = { elapsedMs: this.#ports.clock.nowMs() - this.#startMs, timeoutMs: this.#timeoutMs };
        this.#info(stillWaitingLine(views, outages.at(-1), times, this.#ports.gate));
    }
}

;// CONCATENATED MODULE: ./build/report/advice.js


const RUN_AGAIN = 'Running the step again waits for the same task.';
const SAVE_AGAIN = 'The outputs `result` and `audioUrl` are there. Running the step again tries again, while the URL is valid.';
/** For each end: our words for the head of an annotation, and what to do next. */
const ADVICE = {
    completed: { title: 'MountSea task completed', todo: '' },
    'task-failed': {
        title: 'MountSea task failed',
        todo: 'Submit a new task, changed if the message says so. Running the step again brings the same answer.',
    },
    'task-cancelled': {
        title: 'MountSea task cancelled',
        todo: 'Find out who cancelled it, or submit a new task.',
    },
    'task-timeout': {
        title: 'MountSea task timed out at MountSea',
        todo: 'Submit a new task; a longer `timeout` here would not have helped.',
    },
    'wait-timeout': {
        title: 'MountSea task not finished in time',
        todo: `The task goes on at MountSea. ${RUN_AGAIN} Give a longer \`timeout\` if this is usual.`,
    },
    unreachable: {
        title: 'MountSea API not reachable',
        todo: `See whether MountSea is up and reachable from this runner. ${RUN_AGAIN}`,
    },
    interrupted: {
        title: 'Wait for MountSea task interrupted',
        todo: `The task goes on at MountSea. ${RUN_AGAIN}`,
    },
    unauthorized: {
        title: 'MountSea API key refused',
        todo: 'Check the secret behind `api-key`: that it is set, current, and allowed to read this task.',
    },
    'not-found': {
        title: 'MountSea task not found',
        todo: 'Check `task-id`, that the key belongs to the account that submitted it, and `endpoint`.',
    },
    rejected: { title: 'MountSea API request rejected', todo: 'Check `endpoint` and `task-id`.' },
    'bad-answer': {
        title: 'MountSea API answer not understood',
        todo: 'Check `endpoint`; if it is right, a proxy or the API itself is at fault.',
    },
    'audio-missing': {
        title: 'MountSea result without audio',
        todo: 'See the output `result`. Leave `download-dir` out for tasks that make no audio.',
    },
    'download-failed': {
        title: 'MountSea audio not saved',
        todo: SAVE_AGAIN,
    },
    'internal-error': {
        title: 'Wait for MountSea task: internal error',
        todo: 'Run the step again; if it comes back, report this line and the debug log to the authors of this action.',
    },
};
/** Explains the end of one task's wait. */
function explain(end, gate) {
    const { title, todo } = ADVICE[end.outcome.kind];
    return { title, what: factOf(end, gate), todo: specialTodo(end) ?? todo };
}
/** Explains a fault that is ours or the machine's and that no task can be blamed for. */
function explainInternalError(why, gate) {
    return { ...ADVICE['internal-error'], what: `Something went wrong that should not: ${gate.line(why)}.` };
}
function factOf(end, gate) {
    const id = gate.line(end.taskId, 256);
    const { outcome } = end;
    switch (outcome.kind) {
        case 'completed':
            return `Task ${id} is completed.`;
        case 'task-failed':
            return `Task ${id} failed at MountSea${vendorWords(end, gate)}.`;
        case 'task-cancelled':
            return `Task ${id} was cancelled at MountSea${vendorWords(end, gate)}.`;
        case 'task-timeout':
            return `Task ${id} ran out of time at MountSea${vendorWords(end, gate)}.`;
        case 'wait-timeout':
            return `Task ${id} is not finished after ${formatDuration(outcome.timeoutMs)}; ${lastStatus(end, gate)}.`;
        case 'unreachable':
            return `After ${formatDuration(outcome.timeoutMs)} the API does not tell of task ${id}: ${tally(outcome.seen)}; ${lastStatus(end, gate)}.`;
        case 'interrupted':
            return end.task?.status === 'completed'
                ? `Task ${id} is completed, but saving its audio was interrupted (${gate.line(outcome.signal)}).`
                : `The wait for task ${id} was interrupted (${gate.line(outcome.signal)}); ${lastStatus(end, gate)}.`;
        case 'unauthorized':
            return `The API refuses the key: ${evidence(outcome.evidence)}. The wait for task ${id} ends; ${lastStatus(end, gate)}.`;
        case 'not-found':
            return `The API knows no task ${id}, asked several times: ${evidence(outcome.evidence)}.`;
        case 'rejected':
            return `Asking for task ${id} is of no use: ${gate.line(outcome.why)}${excerptOf(outcome.evidence)}.`;
        case 'bad-answer':
            return `The API sends ${gate.line(outcome.why)} in place of task ${id}: ${evidence(outcome.evidence)}.`;
        case 'audio-missing':
            return `Task ${id} is completed, but ${gate.line(outcome.why)}.`;
        case 'download-failed':
            return `Task ${id} is completed, but not all of its audio is saved: ${gate.line(outcome.why)}.`;
        case 'internal-error':
            return `Something went wrong that should not, in the wait for task ${id}: ${gate.line(outcome.why)}.`;
    }
}
function vendorWords({ task }, gate) {
    if (task === null)
        return '';
    const details = [
        task.errorCode === '' ? '' : `errorCode ${gate.line(task.errorCode, 200)}`,
        task.traceId === '' ? '' : `traceId ${gate.line(task.traceId, 200)}`,
    ].filter((detail) => detail !== '');
    // Without its full stop: the sentence goes on.
    const message = task.errorMessage === '' ? '' : `: ${gate.line(task.errorMessage).replace(/\.$/, '')}`;
    return `${message}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}
function lastStatus({ task }, gate) {
    if (task === null)
        return 'no status was seen';
    const note = isKnownStatus(task.status) ? '' : ', which this action does not know';
    return `its last status is ${gate.line(task.status, 200)}${note}`;
}
/** What was seen, most often first. */
function tally(seen) {
    const faults = [...seen].sort(([, a], [, b]) => b - a);
    return faults.map(([fault, times]) => `${fault} (${times === 1 ? 'once' : `${times} times`})`).join(', ');
}
function evidence({ httpStatus, excerpt }) {
    return `HTTP ${httpStatus}${excerpt === '' ? '' : `, ${excerpt}`}`;
}
function excerptOf(found) {
    return found === null || found.excerpt === '' ? '' : `, ${found.excerpt}`;
}
/** What to do where more is known than the kind of end. */
function specialTodo({ outcome, task }) {
    if (outcome.kind === 'interrupted' && task?.status === 'completed')
        return SAVE_AGAIN;
    if (outcome.kind !== 'rejected')
        return undefined;
    if (outcome.why.startsWith('certificate')) {
        return 'The key was not sent. If a company proxy signs with its own certificate, name that in NODE_EXTRA_CA_CERTS.';
    }
    if (outcome.why.startsWith('host name')) {
        return 'Check the host name in `endpoint`, and that this runner can look it up.';
    }
    if (outcome.why.startsWith('the proxy')) {
        return 'Write `https_proxy` and `http_proxy` in the environment of this runner as URLs: scheme, host and port.';
    }
    if (outcome.why.includes('redirect'))
        return 'The key was not sent on. Set `endpoint` to the final URL if that is MountSea.';
    return undefined;
}

;// CONCATENATED MODULE: ./build/report/annotations.js

/** GitHub shows ten errors a step (GitHub's documentation of workflow commands); the tenth counts the rest. */
const MAX_SINGLE = 9;
/** GitHub cuts an annotation at 4,096 characters: what to do must not be what is lost. */
const MAX_FACT_CHARS = 3_000;
const MAX_SUPPORT_CHARS = 700;
function errorAnnotations(ends, gate) {
    const red = ends.filter((end) => end.outcome.kind !== 'completed');
    const shown = red.slice(0, MAX_SINGLE).map((end) => {
        const { title, what, todo } = explain(end, gate);
        return { title, message: `${gate.line(what, MAX_FACT_CHARS)} ${todo}${forSupport(end, gate)}` };
    });
    const rest = red.length - shown.length;
    if (rest === 0)
        return shown;
    const more = rest === 1 ? '1 more task is' : `${rest} more tasks are`;
    const message = `${more} not completed either; the job summary and the output \`tasks\` name them all.`;
    return [...shown, { title: 'More MountSea tasks not completed', message }];
}
/** Ends whose fact has MountSea's words in it already. */
const TOLD_BY_FACT = new Set(['task-failed', 'task-cancelled', 'task-timeout']);
/** What MountSea said with the task's last record, as far as it is not told yet. */
function forSupport({ task, outcome }, gate) {
    if (task === null || TOLD_BY_FACT.has(outcome.kind))
        return '';
    const { traceId, errorCode, errorMessage } = task;
    const words = [
        traceId === '' ? '' : `traceId ${gate.line(traceId, 200)}`,
        errorCode === '' ? '' : `errorCode ${gate.line(errorCode, 200)}`,
        gate.line(errorMessage),
    ].filter((word) => word !== '');
    return words.length === 0 ? '' : ` For MountSea support: ${gate.line(words.join(', '), MAX_SUPPORT_CHARS)}.`;
}

;// CONCATENATED MODULE: ./build/report/markdown.js
/**
 * The few pieces of Markdown that the summary is put together from, and the scissors that keep it under GitHub's limit.
 */

/**
 * Text from outside as code. Not in backticks, where no character can be escaped; as an element, in which GitHub besides looks
 * for no issue numbers, commit hashes, mentions and emoji names, as it would in text once its character references are decoded.
 */
function code(text, gate, maxChars) {
    return `<code>${gate.markdown(text, maxChars)}</code>`;
}
/**
 * Text from outside in a sentence. Once references are decoded, GitHub still looks into text for issue numbers (`#1`, `GH-1`),
 * emoji names (`:tada:`), formulas (`$x$`) and addresses; an empty comment keeps the halves apart, as the gate does for `@`.
 */
function prose(text, gate, maxChars) {
    return gate.markdown(text, maxChars).replace(/&#(?:35|36|58);|(?<=GH)&#45;|(?<=www)&#46;/gi, '$&<!---->');
}
/** One of our own sentences from `advice.ts`, with the names in backticks shown as code. */
function ownSentence(text, gate) {
    const name = /&#96;((?:[A-Za-z]|&#45;|&#95;)+)&#96;/g;
    return gate.markdown(text).replace(name, '<code>$1</code>');
}
/** A longer address is of no use in a table; it is in the outputs. */
const MAX_URL_CHARS = 500;
/** `label` (Markdown already) linked to the URL without its query where that is safe, which is https only; else `label` alone. */
function markdown_link(label, url, gate) {
    const shown = gate.redact(showUrl(url));
    const isSafe = url.protocol === 'https:' && /^[A-Za-z0-9.-]+(:\d+)?$/.test(url.host);
    if (!isSafe || shown.length > MAX_URL_CHARS)
        return label;
    // Only what means nothing in Markdown, in a table or in HTML stays as it is.
    const target = shown.replace(/[^\w:/.~%-]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
    return `[${label}](${target})`;
}
/** As many of the first `items` as `maxBytes` of UTF-8 hold, with a line break after each. */
function fit(items, maxBytes) {
    let bytes = 0;
    const tooMuch = items.findIndex((item) => (bytes += Buffer.byteLength(item) + 1) > maxBytes);
    const kept = tooMuch === -1 ? items : items.slice(0, tooMuch);
    return { kept, leftOut: items.length - kept.length };
}
/** `1 task`, `2 tasks`. */
function count(howMany, what) {
    return `${howMany} ${what}${howMany === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./build/report/summary-failures.js


/** More than that nobody reads one after the other; the table has them all. */
const MAX_BLOCKS = 20;
/** Twenty hostile messages of 2,000 characters, each five to thirteen times as long in references, do not fit: some go. */
const MAX_BYTES = 350_000;
/**
 * Blocks of Markdown for the ends that are not completed. `ends` are in the order of the table; tasks that failed in the very
 * same way (a refused key, an interrupted step) share one.
 */
function failureBlocks(ends, gate) {
    const failures = grouped(ends, gate);
    const blocks = failures.slice(0, MAX_BLOCKS).map((failure) => block(failure, ends.length === 1, gate));
    const { kept } = fit(blocks, MAX_BYTES);
    const hidden = failures.slice(kept.length).reduce((sum, { numbers }) => sum + numbers.length, 0);
    return hidden === 0
        ? [...kept]
        : [...kept, `_${count(hidden, 'more task')} not completed: only in the table below._`];
}
function grouped(ends, gate) {
    const groups = new Map();
    for (const [index, end] of ends.entries()) {
        if (end.outcome.kind === 'completed')
            continue;
        const advice = explain(end, gate);
        const what = advice.what.replaceAll(`ask ${gate.line(end.taskId, 256)}`, '');
        const key = JSON.stringify([advice.title, advice.todo, what, end.task?.errorMessage, end.task?.traceId]);
        const known = groups.get(key);
        if (known === undefined)
            groups.set(key, { end, advice, numbers: [index + 1] });
        else
            known.numbers.push(index + 1);
    }
    return [...groups.values()];
}
function block({ end, advice, numbers }, alone, gate) {
    const title = gate.markdown(advice.title);
    const who = numbers.length === 1
        ? `${numbers.join('')}. ${code(end.taskId, gate, 256)}`
        : count(numbers.length, 'task');
    const others = numbers.length === 1 ? '' : `Tasks ${ranges(numbers)} ended alike; the first:`;
    const lines = [
        alone ? '' : `#### ${who}: ${title}`,
        others,
        ...facts(end, advice, gate),
        `**What to do:** ${ownSentence(advice.todo, gate)}`,
    ];
    return lines.filter((line) => line !== '').join('\n\n');
}
/** Whether an end has to be told in a sentence of ours: a failed task's message speaks for itself. */
function needsWords({ task, outcome }) {
    const isMountSeas = ['task-failed', 'task-cancelled', 'task-timeout'].includes(outcome.kind);
    const speaks = isMountSeas && task !== null && task.errorMessage !== '';
    return outcome.kind !== 'completed' && !speaks;
}
/** The API's own words, each where it can be found and copied; ours in front where they say more. */
function facts(end, { what }, gate) {
    const { errorMessage = '', errorCode = '', traceId = '' } = end.task ?? {};
    const details = [
        errorCode === '' ? '' : `Error code ${code(errorCode, gate, 200)}`,
        traceId === '' ? '' : `Trace ID for MountSea support ${code(traceId, gate, 200)}`,
    ];
    return [
        needsWords(end) ? prose(what, gate) : '',
        errorMessage === '' ? '' : `> ${code(errorMessage, gate)}`,
        details.filter((detail) => detail !== '').join(' · '),
    ];
}
/** `1 to 4, 7` for 1, 2, 3, 4, 7. */
function ranges(numbers) {
    const starts = numbers.filter((number) => !numbers.includes(number - 1));
    return starts
        .map((start) => {
        let end = start;
        while (numbers.includes(end + 1))
            end += 1;
        return end === start ? `${start}` : `${start} to ${end}`;
    })
        .join(', ');
}

;// CONCATENATED MODULE: ./build/report/summary-table.js
/**
 * The table of the job summary: one row a task, and the checksums of the saved files.
 */





const MAX_TABLE_BYTES = 400_000;
const MAX_FILES_BYTES = 100_000;
/** The lines of the table; `ends` in the order in which they shall stand. A column that says nothing is not there. */
function taskTable(ends, gate) {
    const column = (head, cell) => ({
        head,
        cells: ends.map(cell),
    });
    const columns = [
        column('#', (_end, index) => (ends.length === 1 ? '' : `${index + 1}`)),
        column('Task', (end) => code(end.taskId, gate, 256)),
        column('Status', (end) => summary_table_status(end, gate)),
        column('Reason', ({ outcome }) => (outcome.kind === 'completed' ? '' : `\`${outcome.kind}\``)),
        column('Duration', duration),
        column('Audio', (end) => audio(end, gate)),
        column('Saved files', ({ files }) => files.map((file) => savedFile(file, gate)).join('<br>')),
    ].filter(({ cells }) => cells.some((cell) => cell !== ''));
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const rows = ends.map((_end, index) => line(columns.map(({ cells }) => cells[index] ?? '')));
    const { kept, leftOut } = fit(rows, MAX_TABLE_BYTES);
    const head = [line(columns.map(({ head: name }) => name)), line(columns.map(() => '---')), ...kept];
    return leftOut === 0
        ? head
        : [...head, '', `_${count(leftOut, 'more task')} left out of this table: see the output \`tasks\`._`];
}
function summary_table_status({ task, outcome }, gate) {
    if (task === null)
        return '❌ none seen';
    return `${sign(task.status, outcome)} ${prose(task.status, gate, 60)}`;
}
/** A task that goes on is no failure of its own; one that is completed here needs a second look all the same. */
function sign(taskStatus, outcome) {
    if (outcome.kind === 'completed')
        return '✅';
    if (taskStatus === 'completed')
        return '⚠️';
    return isTerminal(taskStatus) ? '❌' : '⏳';
}
/** From the task's creation to its finish as the API says; else how long we waited. */
function duration({ task, endedAtMs }) {
    const ms = task === null ? null : taskDurationMs(task);
    return ms === null ? `${formatDuration(endedAtMs)} waited` : formatDuration(ms);
}
function audio({ task }, gate) {
    if (task === null)
        return '';
    const found = findAudio(task.result);
    if (found.kind === 'missing')
        return '';
    return found.sources
        .map(({ url, name }) => markdown_link(audioLabel(task.result, url, name, gate), url, gate))
        .join('<br>');
}
/** The stem's name, else the result's title, else the file's name in the URL. */
function audioLabel(result, url, name, gate) {
    const title = (0,json/* isJsonObject */.OW)(result) && typeof result['title'] === 'string' ? result['title'].trim() : '';
    const label = [name, title, baseName(url.pathname)].find((text) => text !== '') ?? '';
    return label === '' ? 'audio' : gate.markdown(label, 80);
}
/** Whether a link in the table lacks the query that the URL had: it may then not open. */
function hasCutUrls(ends) {
    return ends.some(({ task }) => {
        const found = findAudio(task?.result);
        return found.kind === 'audio' && found.sources.some(({ url }) => url.search !== '');
    });
}
function savedFile({ path, bytes }, gate) {
    return `${code(baseName(path), gate, 256)} ${formatBytes(bytes)}`;
}
/** Checksums as `sha256sum --check` takes them, folded; nothing where no file is saved. */
function checksums(ends, gate) {
    const files = ends.flatMap((end) => end.files);
    if (files.length === 0)
        return [];
    const lines = files.map(({ path, sha256 }) => `${gate.markdown(sha256, 64)}  ${gate.markdown(baseName(path), 256)}`);
    const { kept, leftOut } = fit(lines, MAX_FILES_BYTES);
    const more = leftOut === 0 ? [] : [`${count(leftOut, 'more file')} left out: see the output tasks`];
    return [
        `<details><summary>SHA-256 of ${count(files.length, 'saved file')}</summary>`,
        '',
        `<pre>${[...kept, ...more].join('\n')}</pre>`,
        '',
        '</details>',
    ];
}
/** What follows the last slash, of either kind. */
function baseName(path) {
    return path.split(/[/\\]/).at(-1) ?? '';
}

;// CONCATENATED MODULE: ./build/report/timeline.js


/** Mermaid refuses more than 50,000 characters; a person stops reading long before. 30 tasks make about 25,000. */
const MAX_TASKS = 30;
/** A task that flaps between statuses must not push the others out of the picture. */
const MAX_BARS = 10;
const MAX_OUTAGES = 8;
/** A step that was over sooner has no story to draw. */
const SHORTEST_MS = 1_000;
const DAY_MS = 86_400_000;
/**
 * Draws at most the first 30 of `ends`, in their order, and the longest outages; `null` where nothing took long enough to draw.
 * One task gets a row for each status; several get one row each, numbered from 1 as in the table of the summary.
 */
function drawTimeline(ends, outages, elapsedMs, gate) {
    const totalMs = Math.round(Math.max(elapsedMs, ...ends.map((end) => end.endedAtMs)));
    if (totalMs < SHORTEST_MS || ends.length === 0)
        return null;
    const shown = ends.slice(0, MAX_TASKS);
    const alone = ends.length === 1;
    const rows = shown.map((end, index) => ({
        // A name that is a whole number would be sorted to the front by mermaid's renderer, away from its bars.
        name: alone ? 'Task' : `${index + 1}. ${shortId(gate.redact(end.taskId))}`,
        bars: barsOf(end, totalMs, alone ? 0.01 : 0.06),
    }));
    const api = { name: 'API', bars: longest(outages, totalMs).map((outage) => outageBar(outage, totalMs)) };
    const sections = [...rows, api].filter(({ bars }) => bars.length > 0);
    if (sections.every(({ bars }) => bars.every((bar) => bar.fromMs === bar.toMs)))
        return null;
    const label = alone ? labelWithDuration : (bar) => labelThatFits(bar, totalMs);
    const lines = [
        ...(alone ? [] : COMPACT),
        'gantt',
        '  title Time since the start of the step',
        '  dateFormat YYYY-MM-DD HH:mm:ss.SSS',
        ...axis(totalMs),
        '  todayMarker off',
        ...sections.flatMap(({ name, bars }) => [
            `  section ${name}`,
            ...bars.map((bar) => barLine(bar, label(bar))),
        ]),
    ];
    return { mermaid: lines.join('\n'), leftOut: ends.length - shown.length };
}
/** One row a task, and room on both sides for IDs and for the words at the ends of the bars. */
const COMPACT = [
    '---',
    'config:',
    '  gantt:',
    '    displayMode: compact',
    '    leftPadding: 150',
    '    rightPadding: 165',
    '---',
];
/** `saving` is drawn where it took at least that share of the picture; a speck among bars would only be a riddle. */
function barsOf(end, totalMs, savingShare) {
    const bars = statusBars(end, totalMs);
    const completedAt = end.changes.find(({ status }) => status === 'completed')?.atMs;
    const isFailure = end.outcome.kind !== 'completed';
    if (completedAt !== undefined && end.endedAtMs - completedAt >= totalMs * savingShare) {
        if (end.files.length > 0 || end.outcome.kind === 'download-failed')
            bars.push({
                label: 'saving',
                tag: isFailure ? 'crit' : 'plain',
                fromMs: completedAt,
                toMs: end.endedAtMs,
            });
    }
    const word = end.outcome.kind.replace(/^task-/, '');
    bars.push({
        label: word,
        tag: isFailure ? 'milestone, crit' : 'milestone',
        fromMs: end.endedAtMs,
        toMs: end.endedAtMs,
    });
    return bars;
}
/** A bar for each status that the task was seen in before its end. */
function statusBars({ changes, endedAtMs }, totalMs) {
    const bars = changes.flatMap(({ status, atMs }, index) => {
        if (isTerminal(status))
            return [];
        // The first answer takes its time to arrive; the task was in that status when it was asked for.
        const fromMs = index === 0 && atMs < totalMs / 50 ? 0 : atMs;
        const toMs = changes[index + 1]?.atMs ?? endedAtMs;
        const label = isKnownStatus(status) ? status : 'other';
        return [{ label, tag: status === 'processing' || label === 'other' ? 'active' : 'done', fromMs, toMs }];
    });
    if (bars.length <= MAX_BARS)
        return bars;
    const rest = bars.slice(MAX_BARS - 1);
    const fromMs = rest[0]?.fromMs ?? 0;
    return [...bars.slice(0, MAX_BARS - 1), { label: 'more changes', tag: 'active', fromMs, toMs: endOf(rest) }];
}
function endOf(bars) {
    return Math.max(...bars.map((bar) => bar.toMs));
}
/** The outages that lasted longest, in order of time. */
function longest(outages, totalMs) {
    const length = ({ fromMs, toMs }) => (toMs ?? totalMs) - fromMs;
    const chosen = new Set([...outages].sort((a, b) => length(b) - length(a)).slice(0, MAX_OUTAGES));
    return outages.filter((outage) => chosen.has(outage));
}
function outageBar({ fromMs, toMs }, totalMs) {
    return { label: 'outage', tag: 'crit', fromMs, toMs: toMs ?? totalMs };
}
/** At most 20 characters of an ID: its start and its end, where IDs differ. */
function shortId(taskId) {
    const safe = taskId.replace(/[^\w-]/g, '_');
    return safe.length <= 20 ? safe : `${safe.slice(0, 9)}...${safe.slice(-8)}`;
}
function labelWithDuration({ label, fromMs, toMs }) {
    return toMs > fromMs ? `${label} ${formatDuration(toMs - fromMs)}` : label;
}
/** The narrowest chart on a page of GitHub's usual width, and a letter of mermaid's 11 pixels (both measured). */
const CHART_PX = 560;
const LETTER_PX = 6.2;
/** Bars in one row: a text wider than its bar would lie over the next one. */
function labelThatFits(bar, totalMs) {
    const widthPx = ((bar.toMs - bar.fromMs) / totalMs) * CHART_PX;
    if (bar.tag.startsWith('milestone'))
        return bar.label;
    return [labelWithDuration(bar), bar.label].find((text) => text.length * LETTER_PX <= widthPx) ?? '·';
}
function barLine({ tag, fromMs, toMs }, label) {
    const from = Math.round(fromMs);
    // Whole milliseconds at both ends, so that one bar ends exactly where the next one starts.
    const lengthMs = Math.round(toMs) - from;
    return `    ${label} :${tag === 'plain' ? '' : `${tag}, `}${moment(from)}, ${lengthMs}ms`;
}
/** `2023-01-01 00:00:12.400` for 12.4 s after the start. */
function moment(ms) {
    return new Date(Date.UTC(2023, 0, 1) + ms).toISOString().replace('T', ' ').replace('Z', '');
}
/** At most eight ticks, labelled with units. */
function axis(totalMs) {
    const tick = TICKS.find(({ ms }) => totalMs / ms <= 8) ?? { ms: DAY_MS, interval: '1day' };
    return [`  axisFormat ${axisFormat(totalMs, tick.ms)}`, `  tickInterval ${tick.interval}`];
}
function axisFormat(totalMs, tickMs) {
    if (totalMs >= DAY_MS)
        return '%wd %-Hh';
    if (totalMs >= 3_600_000)
        return tickMs >= 3_600_000 ? '%-Hh' : '%-Hh %-Mm';
    if (totalMs >= 60_000)
        return tickMs >= 60_000 ? '%-Mm' : '%-Mm %-Ss';
    return '%-Ss';
}
const TICKS = [
    ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 1_000, interval: `${every}second` })),
    ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 60_000, interval: `${every}minute` })),
    ...[1, 2, 3, 6, 12].map((every) => ({ ms: every * 3_600_000, interval: `${every}hour` })),
];

;// CONCATENATED MODULE: ./build/report/summary.js






/** Outages told in words below the picture. */
const summary_MAX_OUTAGES = 5;
const MAX_BAD_INPUTS_BYTES = 500_000;
/** The summary of a step whose inputs were good. */
function summaryMarkdown(report, gate) {
    const ends = failuresFirst(report.ends);
    const blocks = [
        `### ${verdict(ends, gate)}`,
        waited(ends, report, gate),
        ...failureBlocks(ends, gate),
        ends.length === 0 ? '' : taskTable(ends, gate).join('\n'),
        hasCutUrls(ends)
            ? '_Links are shown without the query of their URL, which may be a signature: if one does not open, take it from the outputs._'
            : '',
        timeline(ends, report, gate),
        outagesInWords(report, gate),
        checksums(ends, gate).join('\n'),
        report.resultPath === ''
            ? ''
            : `Records as the API sent them (output \`resultPath\`): ${code(report.resultPath, gate)}`,
    ];
    return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
/** The summary of a step that asked nothing, since its inputs were bad. `errors` are plain text, one for each. */
function badInputMarkdown(errors, gate) {
    const { kept, leftOut } = fit(errors.map((error) => `- ${prose(error, gate)}`), MAX_BAD_INPUTS_BYTES);
    const more = leftOut === 0 ? [] : [`- _${count(leftOut, 'more error')} left out: see the log._`];
    return [
        `### ❌ ${count(errors.length, 'bad input')}: nothing was asked or waited for`,
        '',
        ...kept,
        ...more,
        '',
    ].join('\n');
}
function failuresFirst(ends) {
    const isCompleted = ({ outcome }) => (outcome.kind === 'completed' ? 1 : 0);
    return [...ends].sort((a, b) => isCompleted(a) - isCompleted(b));
}
/** Says which task and how long, as far as the sentence below it does not. */
function waited(ends, { elapsedMs, timeoutMs }, gate) {
    const times = `aited ${formatDuration(elapsedMs)}; the timeout is ${formatDuration(timeoutMs)}.`;
    const [only] = ends;
    if (only === undefined || ends.length > 1)
        return `W${times}`;
    if (['wait-timeout', 'unreachable'].includes(only.outcome.kind))
        return '';
    return needsWords(only) ? `W${times}` : `Task ${code(only.taskId, gate, 256)}, w${times}`;
}
/** One line that a person needs to read: `❌ 11 of 12 tasks completed; 1 failed`. */
function verdict(ends, gate) {
    const completed = ends.filter(({ outcome }) => outcome.kind === 'completed').length;
    const sign = ends.length > 0 && completed === ends.length ? '✅' : '❌';
    const [only] = ends;
    if (only === undefined)
        return `${sign} No task was waited for`;
    if (ends.length === 1)
        return `${sign} ${gate.markdown(explain(only, gate).title)}`;
    if (completed === ends.length)
        return `${sign} All ${completed} tasks completed`;
    const reasons = Map.groupBy(ends, ({ outcome }) => outcome.kind);
    const others = [...reasons]
        .filter(([kind]) => kind !== 'completed')
        .sort(([, a], [, b]) => b.length - a.length);
    const told = others.map(([kind, { length }]) => `${length} ${IN_WORDS[kind]}`);
    return `${sign} ${completed} of ${ends.length} tasks completed; ${told.join(', ')}`;
}
/** Each reason as it follows a number of tasks. */
const IN_WORDS = {
    completed: 'completed',
    'task-failed': 'failed',
    'task-cancelled': 'cancelled',
    'task-timeout': 'timed out at MountSea',
    'wait-timeout': 'not finished in time',
    unreachable: 'not reachable',
    interrupted: 'interrupted',
    unauthorized: 'refused with this API key',
    'not-found': 'not found',
    rejected: 'rejected',
    'bad-answer': 'with an answer not understood',
    'audio-missing': 'without usable audio',
    'download-failed': 'not saved',
    'internal-error': 'with an internal error',
};
function timeline(ends, { outages, elapsedMs }, gate) {
    const drawn = drawTimeline(ends, outages, elapsedMs, gate);
    if (drawn === null)
        return '';
    const more = drawn.leftOut === 0 ? [] : ['', `_${count(drawn.leftOut, 'more task')} left out of the picture._`];
    return ['```mermaid', drawn.mermaid, '```', ...more].join('\n');
}
function outagesInWords({ outages, elapsedMs }, gate) {
    const more = outages.length - summary_MAX_OUTAGES;
    const lines = outages.slice(0, summary_MAX_OUTAGES).map((outage) => `- ${inWords(outage, elapsedMs, gate)}`);
    return [...lines, ...(more > 0 ? [`- ${count(more, 'more outage')}`] : [])].join('\n');
}
function inWords({ fromMs, toMs, why }, elapsedMs, gate) {
    const lasted = formatDuration((toMs ?? elapsedMs) - fromMs);
    const to = toMs === null ? 'to the end' : `to ${formatDuration(toMs)}`;
    return `API outage from ${formatDuration(fromMs)} ${to} (${lasted}): ${prose(why, gate, 300)}`;
}

;// CONCATENATED MODULE: ./build/report/publish.js
/**
 * Hands the finished reports to the runner: what programs read first (outputs, files), then what people read.
 */







function publishFirst(runner) {
    writeOutputs(FIRST_OUTPUTS, runner);
}
/** Throws where the outputs cannot be written; people have been told by then. */
function publishBadInputs(errors, runner, gate) {
    for (const error of errors)
        runner.error('Bad input', gate.line(error));
    runner.summary(badInputMarkdown(errors, gate));
    writeOutputs(outputsWithoutTasks('bad-input'), runner);
}
function writeOutputs(outputs, runner) {
    for (const name of OUTPUT_NAMES)
        runner.output(name, outputs[name]);
}
/**
 * Publishes the end of a step whose inputs were good, or that never got to read them: its report has no tasks then.
 * Publishes whatever can be, never throws, and tells whether nothing went wrong; else `reason` is `internal-error`.
 */
function publishEnd(found, ports) {
    const { runner, gate } = ports;
    const faults = [...ports.faults];
    const attempt = (work, otherwise) => {
        try {
            return work();
        }
        catch (error) {
            faults.push(error);
            return otherwise;
        }
    };
    const hasTasks = found.ends.length > 0;
    const resultPath = hasTasks ? attempt(() => runner.saveFile(recordsJson(found.ends, gate)), '') : '';
    const report = { ...found, resultPath };
    const unknown = { outputs: { ...outputsWithoutTasks('internal-error'), resultPath }, tooLong: [] };
    const { outputs, tooLong } = hasTasks ? attempt(() => finalOutputs(report, gate), unknown) : unknown;
    const lines = attempt(() => endLines(report, gate), []);
    const summary = attempt(() => summaryMarkdown(report, gate), '');
    for (const name of OUTPUT_NAMES) {
        const value = name === 'reason' && faults.length > 0 ? 'internal-error' : outputs[name];
        attempt(() => runner.output(name, value), undefined);
    }
    for (const line of lines)
        attempt(() => runner.info(line), undefined);
    if (tooLong.length > 0) {
        attempt(() => runner.warning('Outputs too long', gate.line(tooLongLine(tooLong, resultPath))), undefined);
    }
    attempt(() => tellErrors(report, faults, runner, gate), undefined);
    attempt(() => runner.summary(`${faultMarkdown(faults, gate)}${summary}`), undefined);
    if (faults.length > 0)
        attempt(() => runner.output('reason', 'internal-error'), undefined);
    return faults.length === 0;
}
/** The first fault, which the others mostly follow from, and then the tasks that it is not to blame for. */
function tellErrors(report, faults, runner, gate) {
    const [fault] = faults;
    if (faults.length > 0) {
        const { title, what, todo } = explainInternalError((0,describe/* describe */.q)(fault), gate);
        runner.error(title, `${what} ${todo}`);
        if (fault instanceof Error)
            runner.debug(gate.line(fault.stack ?? ''));
    }
    const ends = report.ends.filter(({ outcome }) => faults.length === 0 || outcome.kind !== 'internal-error');
    for (const { title, message } of errorAnnotations(ends, gate))
        runner.error(title, message);
}
/** In front of the tasks, which may all be completed: the step is red all the same. */
function faultMarkdown(faults, gate) {
    if (faults.length === 0)
        return '';
    const { title, what, todo } = explainInternalError((0,describe/* describe */.q)(faults[0]), gate);
    return `### ❌ ${gate.markdown(title)}\n\n${prose(what, gate)}\n\n**What to do:** ${ownSentence(todo, gate)}\n\n`;
}
function tooLongLine(names, resultPath) {
    const list = names.map((name) => `\`${name}\``).join(', ');
    const limit = MAX_OUTPUT_BYTES.toLocaleString('en-US');
    const where = resultPath === ''
        ? ''
        : ` The whole records of the tasks are in the file ${resultPath} (output \`resultPath\`).`;
    return `An output over ${limit} bytes is cut or left empty: ${list}.${where}`;
}

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

// EXTERNAL MODULE: ./build/ports/clock.js
var ports_clock = __nccwpck_require__(201);
;// CONCATENATED MODULE: ./build/download/response.js

/** Content codings that are undone. None is asked for, but a storage service may send what was once stored that way. */
const ENCODINGS = ['identity', 'gzip', 'deflate', 'br'];
const REDIRECTS = [301, 302, 303, 307, 308];
/** 4xx that say nothing about the next attempt: time-out, too early, too many. */
const PASSING = [408, 425, 429];
/** What storage services answer for a signed URL whose time is over, or for a file that is gone. */
const EXPIRED = [401, 403, 404, 410];
function sortFileAnswer({ status, headers }) {
    const header = (name) => [headers[name] ?? []].flat().join(',');
    if (status === 200)
        return sortFile(header);
    if (REDIRECTS.includes(status))
        return { kind: 'redirect', location: header('location') };
    if (PASSING.includes(status) || (status >= 500 && status <= 599)) {
        return { kind: 'broken', why: `HTTP ${status}`, retryAfter: header('retry-after') };
    }
    const meaning = EXPIRED.includes(status) ? ': the URL has expired or is not readable' : '';
    return { kind: 'failed', why: `HTTP ${status}${meaning}` };
}
function sortFile(header) {
    const contentType = header('content-type').replace(/;.*/, '').trim().toLowerCase();
    const page = pageOf(contentType);
    if (page !== '')
        return { kind: 'failed', why: `the answer is no audio but ${page}` };
    const sentEncoding = header('content-encoding').toLowerCase().replace(/^$/, 'identity').replace(/^x-/, '');
    const encoding = ENCODINGS.find((known) => known === sentEncoding);
    if (encoding === undefined)
        return { kind: 'failed', why: 'the answer has a Content-Encoding that is not supported' };
    const contentLength = parseLength(header('content-length'));
    if (contentLength === undefined) {
        return {
            kind: 'broken',
            why: 'the answer has a Content-Length that makes no sense',
            retryAfter: undefined,
        };
    }
    const endIsMarked = contentLength !== null || /\bchunked\b/i.test(header('transfer-encoding'));
    return { kind: 'file', contentType, encoding, contentLength, endIsMarked };
}
/** What kind of page a media type is, '' for none: an error dressed up as success (RFC 6839 for the suffixes). */
function pageOf(contentType) {
    if (/^text\/html$|^application\/xhtml\+xml$/.test(contentType))
        return 'a web page';
    const [, syntax] = /^(?:application\/(?:.+\+)?|text\/)(json|xml)$/.exec(contentType) ?? [];
    if (syntax !== undefined)
        return syntax.toUpperCase();
    return contentType.startsWith('text/') ? 'text' : '';
}
/** `undefined` for what is no length. Repeated equal values are one (RFC 9110, 8.6). */
function parseLength(value) {
    if (value === '')
        return null;
    const [, length] = /^(\d{1,15})(?:\s*,\s*\1)*$/.exec(value) ?? [];
    return length === undefined ? undefined : Number(length);
}
/**
 * Where a redirect leads: to https, or to http on this machine where the first URL was that too. A string says why not.
 */
function redirectTarget(location, from, first) {
    const to = location === '' ? null : URL.parse(location, from.href);
    if (to === null)
        return 'it redirects to nowhere';
    const allowed = to.protocol === 'https:' || (isSecureEnough(to) && first.protocol === 'http:');
    if (!allowed)
        return `it redirects to ${showUrl(to)}, which is not https`;
    return hasCredentials(to) ? `it redirects to ${showUrl(to)} with a user name or password` : to;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: ./build/download/part-file.js
/**
 * A file that grows under a temporary name and appears under its own only when it is whole.
 */

 // not `node:fs/promises`, which would load with every step, saving or not


/** The disk, or the user's rights on it, will not have the file. `message` is in our own words. */
class DiskFault extends Error {
}
/** Opens a part in `folder` (absolute), which is made if need be. All failures, also those of the part, are `DiskFault`s. */
async function openPart(folder) {
    // Hidden, so that an artifact upload that runs after a killed step does not take it along.
    const partPath = (0,external_node_path_.join)(folder, `.${(0,external_node_crypto_.randomUUID)()}.part`);
    await onDisk(folder, external_node_fs_.promises.mkdir(folder, { recursive: true }));
    const file = await onDisk(folder, external_node_fs_.promises.open(partPath, 'wx'));
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    return {
        async write(chunk) {
            await onDisk(folder, file.appendFile(chunk));
            hash.update(chunk);
            bytes += chunk.length;
        },
        async publish(name) {
            const path = (0,external_node_path_.join)(folder, name);
            await onDisk(path, file.sync());
            await onDisk(path, file.close());
            await onDisk(path, external_node_fs_.promises.rename(partPath, path));
            return { path, bytes, sha256: hash.digest('hex') };
        },
        async discard() {
            // After `publish` there is nothing left to do; a part that cannot be removed is not worth losing the real error for.
            await file.close().catch(() => undefined);
            await external_node_fs_.promises.unlink(partPath).catch(() => undefined);
        },
    };
}
async function onDisk(path, work) {
    try {
        return await work;
    }
    catch (error) {
        throw new DiskFault(explainDisk(path, (0,http/* codeOf */.$N)(error)));
    }
}
/** Why a file or folder cannot be written; `code` is the system's (`ENOSPC`). */
function explainDisk(path, code) {
    return `cannot write ${path}: ${WORDS[code] ?? 'the system refuses'} (${code})`;
}
const WORDS = {
    ENOSPC: 'no space left on the disk',
    EDQUOT: 'the disk quota is used up',
    EFBIG: 'the file is larger than allowed here',
    EACCES: 'no permission',
    EPERM: 'no permission',
    EROFS: 'the file system is read-only',
    EEXIST: 'there is a file where a folder should be',
    ENOTDIR: 'there is a file where a folder should be',
    EISDIR: 'there is a folder of that name',
    ENOTEMPTY: 'there is a folder of that name',
    ENAMETOOLONG: 'the path is too long',
};

;// CONCATENATED MODULE: ./build/download/unpack.js
/** The packed bytes are not what they claim to be, or end too early. */
class PackingFault extends Error {
}
/** Loaded when needed: few steps meet a packed file, and every step would pay the start-up. */
async function createUnpacker(encoding) {
    const zlib = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 522, 19));
    switch (encoding) {
        case 'gzip':
            return zlib.createGunzip();
        case 'deflate':
            return zlib.createInflate();
        case 'br':
            return zlib.createBrotliDecompress();
    }
}
/** The bytes as they were before `encoding`. Throws what broke `packed`, or a `PackingFault`. */
async function* unpack(packed, encoding) {
    if (encoding === 'identity') {
        yield* packed;
        return;
    }
    const unpacker = await createUnpacker(encoding);
    const { pipeline } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 466, 19));
    let broken;
    const source = async function* () {
        try {
            yield* packed;
        }
        catch (error) {
            broken = error;
            throw error;
        }
    };
    // What goes wrong in it comes out of the loop below.
    pipeline(source, unpacker).catch(() => undefined);
    const pieces = unpacker;
    try {
        yield* pieces;
    }
    catch (error) {
        if (error === broken)
            throw error;
        throw new PackingFault();
    }
}

;// CONCATENATED MODULE: ./build/download/attempt.js
/**
 * One attempt to fetch one file: request, redirects, body, temporary file, final name. It leaves a whole file or nothing.
 */






const STALL_LIMIT_MS = 30_000;
const WHOLE_LIMIT_MS = 30 * 60_000;
const MAX_REDIRECTS = 5;
/** The key is not among them, whatever the host. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'wait-for-mountsea-task' };
/** Never rejects but for a bug. */
function attemptDownload(request, ports, stop) {
    return (0,ports_clock/* withTimeLimit */.B)(ports.clock, WHOLE_LIMIT_MS, stop, (whole) => new Attempt(request, ports, { stop, whole }).run());
}
class Attempt {
    #request;
    #ports;
    #limits;
    #connection = new AbortController();
    /** Where the redirects have led. */
    #url;
    constructor(request, ports, limits) {
        this.#request = request;
        this.#ports = ports;
        this.#limits = limits;
        this.#url = request.url;
    }
    async run() {
        try {
            return await this.#follow();
        }
        catch (error) {
            if (this.#limits.stop.aborted)
                return { kind: 'stopped' };
            if (error instanceof DiskFault)
                return { kind: 'failed', why: error.message };
            if (this.#limits.whole.aborted)
                return this.#broken('the file was not complete after 30 minutes');
            if (this.#connection.signal.aborted)
                return this.#broken('no byte came for 30 seconds');
            const fault = explainBroken(error);
            return fault.lasting ? this.#failed(fault.why) : this.#broken(fault.why);
        }
    }
    async #follow() {
        for (let redirects = 0;; redirects++) {
            const { signal } = this.#connection;
            const answer = await this.#inTime(() => this.#ports.get(this.#url, HEADERS, signal));
            try {
                const verdict = sortFileAnswer(answer);
                if (verdict.kind === 'file')
                    return await this.#save(answer, verdict);
                if (verdict.kind === 'failed')
                    return this.#failed(verdict.why);
                if (verdict.kind === 'broken')
                    return this.#broken(verdict.why, verdict.retryAfter);
                if (redirects === MAX_REDIRECTS)
                    return this.#failed(`more than ${MAX_REDIRECTS} redirects`);
                const target = redirectTarget(verdict.location, this.#url, this.#request.url);
                if (!(target instanceof URL))
                    return this.#failed(target);
                this.#url = target;
            }
            finally {
                answer.discard();
            }
        }
    }
    async #save(answer, head) {
        const name = this.#request.fileName(head.contentType);
        if (!head.endIsMarked)
            this.#ports.note('the host does not tell its length, so nobody can tell whether it is whole');
        const part = await openPart(this.#request.folder);
        try {
            const count = { received: 0 };
            let isEmpty = true;
            for await (const chunk of unpack(this.#receive(answer, head, count), head.encoding)) {
                await part.write(chunk);
                isEmpty &&= chunk.length === 0;
            }
            const { contentLength } = head;
            if (contentLength !== null && count.received !== contentLength) {
                return this.#broken(`${count.received} bytes came where Content-Length says ${contentLength}`);
            }
            if (isEmpty)
                return this.#failed('the file has no bytes');
            return { kind: 'saved', file: await part.publish(name) };
        }
        finally {
            await part.discard();
        }
    }
    /** The body as it comes, piece by piece, each in time. */
    async *#receive(answer, head, count) {
        const pieces = answer.body[Symbol.asyncIterator]();
        for (;;) {
            const piece = await this.#inTime(() => pieces.next());
            if (piece.done === true)
                return;
            count.received += piece.value.length;
            this.#ports.progress(count.received, head.contentLength);
            yield piece.value;
        }
    }
    /** Waits for the network, and cuts the connection where it keeps silent for too long. */
    #inTime(work) {
        const cut = () => this.#connection.abort();
        return (0,ports_clock/* withTimeLimit */.B)(this.#ports.clock, STALL_LIMIT_MS, this.#limits.whole, (limit) => {
            limit.addEventListener('abort', cut);
            if (limit.aborted)
                cut();
            return work();
        });
    }
    #failed(why) {
        return { kind: 'failed', why: `${showUrl(this.#url)}: ${why}` };
    }
    #broken(why, retryAfter) {
        return { kind: 'broken', why: `${showUrl(this.#url)}: ${why}`, retryAfter };
    }
}
function explainBroken(error) {
    if (error instanceof PackingFault)
        return { why: 'the compressed answer is damaged', lasting: false };
    const { kind, why } = (0,http/* explainFault */.Oy)(error);
    // A host name that is not found may be a name server's bad moment; the attempts are few.
    return { why, lasting: kind === 'lasting' };
}

;// CONCATENATED MODULE: ./build/download/download.js



const MAX_ATTEMPTS = 5;
/** No deadline bounds a download, so a server that wants to be asked again in a day must not keep the job for a day. */
const LONGEST_RETRY_AFTER_MS = 30 * 60_000;
/**
 * Fetches a file, from its start each time, until it is whole, five attempts have failed, one has failed for good, or `stop`
 * aborts. Nothing is left in the folder but a whole file. Never rejects but for a bug.
 */
async function download(request, ports, stop) {
    for (let attempt = 1;; attempt++) {
        if (stop.aborted)
            return { kind: 'stopped' };
        const end = await attemptDownload(request, ports, stop);
        if (end.kind !== 'broken')
            return end;
        if (attempt === MAX_ATTEMPTS)
            return { kind: 'failed', why: `${end.why} (${MAX_ATTEMPTS} attempts)` };
        const retryAfterMs = (0,schedule/* parseRetryAfterMs */.oR)(end.retryAfter, ports.clock.wallMs());
        if (retryAfterMs > LONGEST_RETRY_AFTER_MS) {
            return {
                kind: 'failed',
                why: `${end.why}, and not to be asked again for ${formatDuration(retryAfterMs)}`,
            };
        }
        const pauseMs = (0,schedule/* downloadRetryMs */.Vg)({ failures: attempt, retryAfterMs, atLeastMs: 0 }, ports.random);
        ports.retrying(end.why, pauseMs);
        await ports.clock.sleep(pauseMs, stop);
    }
}

;// CONCATENATED MODULE: ./build/download/save.js
/**
 * A completed task to the files of its audio.
 */





const MAX_FILES_AT_A_TIME = 4;
const FIRST_PROGRESS_MS = 5_000;
const NEXT_PROGRESS_MS = 10_000;
function createDownloadTurns() {
    return pLimit(MAX_FILES_AT_A_TIME);
}
/**
 * Saves every audio file of a completed task to `folder` (absolute), under names that begin with `base` (see `baseNames`).
 * A file that fails does not end the others: what can be saved of a paid result is saved. Never rejects but for a bug.
 */
async function saveAudio(task, { base, folder }, ports, stop) {
    const found = findAudio(task.result);
    if (found.kind === 'missing')
        return { kind: 'audio-missing', why: found.why, files: [] };
    const ends = await Promise.all(found.sources.map((source) => ports.turns(() => saveSource(source, { base, folder }, ports, stop))));
    const files = ends.flatMap((end) => (end.kind === 'saved' ? [end.file] : []));
    const whys = ends.flatMap((end) => (end.kind === 'failed' ? [end.why] : []));
    if (ends.some((end) => end.kind === 'stopped'))
        return { kind: 'stopped', files };
    if (whys.length === 0)
        return { kind: 'saved', files };
    const count = ends.length === 1 ? '' : `${whys.length} of ${ends.length} files: `;
    return { kind: 'download-failed', why: `${count}${whys.join('; ')}`, files };
}
function saveSource(source, { base, folder }, { get, clock, random, log }, stop) {
    // Until the first answer there is no extension.
    let name = fileName(base, source, '');
    let nextLineMs = clock.nowMs() + FIRST_PROGRESS_MS;
    return download({
        url: source.url,
        folder,
        fileName: (contentType) => (name = fileName(base, source, contentType)),
    }, {
        get,
        clock,
        random,
        progress: (bytes, totalBytes) => {
            if (clock.nowMs() < nextLineMs)
                return;
            nextLineMs = clock.nowMs() + NEXT_PROGRESS_MS;
            log(`saving ${name}: ${formatBytes(bytes)}${totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`}`);
        },
        note: (text) => log(`saving ${name}: ${text}`),
        retrying: (why, pauseMs) => log(`saving ${name} again in ${formatDuration(pauseMs)}: ${why}`),
    }, stop);
}

;// CONCATENATED MODULE: ./build/wait/judge.js

const NOTHING_YET = { task: null, notFound: 0, bad: 0, unknownHost: 0, failures: 0 };
/** A task just created may not be visible yet (ASSUMPTION: the reference does not say), so one 404 is not the end. */
const MAX_NOT_FOUND = 3;
/** A proxy's or a gateway's page may stand in for the API for a moment; five in place of a first record are no moment. */
const MAX_BAD = 5;
/** Resolvers hiccup, and a mistyped host name should not cost the whole time-out. */
const MAX_UNKNOWN_HOST = 3;
/**
 * Judges the next answer. `anyAnswer` tells whether the API has answered anything at all in this step: a host name that
 * has been found once does exist.
 */
function judge(memory, answer, anyAnswer) {
    switch (answer.kind) {
        case 'record':
            return judgeRecord(answer.task);
        case 'unauthorized':
            return end(memory, { kind: 'unauthorized', evidence: answer.evidence });
        case 'rejected':
            return end(memory, { kind: 'rejected', why: answer.why, evidence: answer.evidence });
        case 'too-large':
            return end(memory, { kind: 'bad-answer', why: answer.why, evidence: answer.evidence });
        case 'not-found': {
            const notFound = memory.notFound + 1;
            const isLast = memory.task === null && notFound >= MAX_NOT_FOUND;
            const now = { ...memory, notFound };
            return isLast ? end(now, { kind: 'not-found', evidence: answer.evidence }) : gap(now, answer.why);
        }
        case 'bad': {
            const bad = memory.bad + 1;
            const isLast = memory.task === null && bad >= MAX_BAD;
            const now = { ...memory, bad };
            const outcome = { kind: 'bad-answer', why: answer.why, evidence: answer.evidence };
            return isLast ? end(now, outcome) : gap(now, answer.why);
        }
        case 'unknown-host': {
            if (anyAnswer)
                return retry(memory, answer.why, 0, false);
            const unknownHost = memory.unknownHost + 1;
            const now = { ...memory, unknownHost };
            const outcome = { kind: 'rejected', why: answer.why, evidence: null };
            return unknownHost >= MAX_UNKNOWN_HOST ? end(now, outcome) : gap(now, answer.why);
        }
        case 'transient':
            return retry(memory, answer.why, answer.retryAfterMs, answer.rateLimited);
    }
}
const OUTCOMES = {
    completed: { kind: 'completed' },
    failed: { kind: 'task-failed' },
    cancelled: { kind: 'task-cancelled' },
    timeout: { kind: 'task-timeout' },
};
function judgeRecord(task) {
    const memory = { ...NOTHING_YET, task };
    return isTerminal(task.status) ? end(memory, OUTCOMES[task.status]) : gap(memory, '');
}
function end(memory, outcome) {
    return { memory, next: { kind: 'end', outcome } };
}
function gap(memory, fault) {
    return { memory, next: { kind: 'gap', fault } };
}
function retry(memory, fault, retryAfterMs, rateLimited) {
    const failures = memory.failures + 1;
    return {
        memory: { ...memory, failures },
        next: { kind: 'retry', fault, failures, retryAfterMs, rateLimited },
    };
}

;// CONCATENATED MODULE: ./build/wait/wait.js
/**
 * The loop over the tasks of a step: ask, judge, sleep, until each has an end or the time runs out. It knows a clock and a
 * `getTask`; nothing of HTTP, nothing of the runner. What each poll brought leaves as an event.
 */




/** A request that is not answered in full by then counts as a transient error. */
const REQUEST_LIMIT_MS = 30_000;
/** How long the last polls may take, those that wait for their turn included. */
const LAST_POLL_LIMIT_MS = 10_000;
/** Stands in for an answer where the wait, or the last polls' time, was over before a task's turn came. */
const NO_TURN = {
    kind: 'transient',
    why: 'no free connection in time',
    retryAfterMs: 0,
    rateLimited: false,
};
/** Waits for every task of the plan at the same time: one promise a task, in the order of the IDs. They never reject. */
function waitForTasks(plan, ports, stop) {
    const step = new StepWait(plan, ports, stop);
    const { length } = plan.taskIds;
    return plan.taskIds.map((taskId, index) => step.waitFor(taskId, (0,schedule/* firstPollMs */.e6)(index, length, plan.pollIntervalMs)));
}
/** What the waits of one step share: the connections, the pause after a 429, and the two ways to end all at once. */
class StepWait {
    #plan;
    #ports;
    #stop;
    #takeTurn = pLimit(schedule/* MAX_CONNECTIONS */.tp);
    /** Aborted by the outer stop, and by an answer that ends all tasks' waits. */
    #halt = new AbortController();
    #deadlineMs;
    #haltOutcome = null;
    #pausedUntilMs = 0;
    #anyAnswer = false;
    constructor(plan, ports, stop) {
        this.#plan = plan;
        this.#ports = ports;
        this.#stop = stop;
        this.#deadlineMs = plan.startMs + plan.timeoutMs;
        const halt = () => this.#halt.abort();
        stop.signal.addEventListener('abort', halt);
        if (stop.signal.aborted)
            halt();
    }
    async waitFor(taskId, firstPollMs) {
        const seen = new Map();
        let memory = NOTHING_YET;
        let dueMs = this.#plan.startMs + firstPollMs;
        for (;;) {
            const answer = await this.#askAt(dueMs, taskId);
            const verdict = this.#judge(taskId, memory, answer);
            const { next } = verdict;
            memory = verdict.memory;
            if (next.kind === 'end')
                return { taskId, task: memory.task, outcome: next.outcome };
            if (next.fault !== '')
                seen.set(next.fault, (seen.get(next.fault) ?? 0) + 1);
            if (this.#ports.clock.nowMs() >= this.#deadlineMs) {
                return { taskId, task: memory.task, outcome: this.#timeUp(next, seen) };
            }
            dueMs = this.#ports.clock.nowMs() + this.#delayMs(next);
        }
    }
    /** `judge`, and what it means for the step as a whole. */
    #judge(taskId, memory, answer) {
        // A record that came in spite of the halt still counts: nothing that the API told us is thrown away.
        if (this.#halt.signal.aborted && answer.kind !== 'record') {
            return { memory, next: { kind: 'end', outcome: this.#haltOutcome ?? this.#stop.outcome() } };
        }
        if (answer.kind !== 'transient' && answer.kind !== 'unknown-host')
            this.#anyAnswer = true;
        const verdict = judge(memory, answer, this.#anyAnswer);
        const { next } = verdict;
        // An answer that ends the wait without a record is told by the end itself.
        if (next.kind !== 'end' || answer.kind === 'record')
            this.#tell(taskId, answer);
        if (next.kind === 'end' && next.outcome.kind === 'unauthorized') {
            this.#haltOutcome = next.outcome;
            this.#halt.abort();
        }
        return verdict;
    }
    /** One answer, asked for at `dueMs`: later where a pause or busy connections demand it, sooner only at the deadline. */
    async #askAt(dueMs, taskId) {
        const { clock, random } = this.#ports;
        for (let leaveMs = dueMs;;) {
            await clock.sleep(Math.min(leaveMs, this.#deadlineMs) - clock.nowMs(), this.#halt.signal);
            const answer = await this.#takeTurn(() => this.#ask(taskId));
            if (answer !== 'paused')
                return answer;
            // Spread over one interval: those that were sent away together must not come back together.
            leaveMs = this.#pausedUntilMs + this.#plan.pollIntervalMs * random();
        }
    }
    async #ask(taskId) {
        const { clock, getTask } = this.#ports;
        const { signal } = this.#halt;
        // Before anything else: a pause cannot be slept out any more, and to try would keep the process from ending.
        if (signal.aborted)
            return NO_TURN;
        const nowMs = clock.nowMs();
        if (nowMs < Math.min(this.#pausedUntilMs, this.#deadlineMs))
            return 'paused';
        const limitMs = Math.min(REQUEST_LIMIT_MS, this.#deadlineMs + LAST_POLL_LIMIT_MS - nowMs);
        if (limitMs <= 0)
            return NO_TURN;
        return (0,ports_clock/* withTimeLimit */.B)(clock, limitMs, signal, (limited) => getTask(taskId, limited));
    }
    #delayMs(next) {
        const { clock, random } = this.#ports;
        if (next.kind === 'gap')
            return (0,schedule/* gapMs */.ve)(this.#elapsedMs(), this.#plan, random);
        const delayMs = (0,schedule/* retryMs */.hO)({ ...next, atLeastMs: next.rateLimited ? this.#plan.pollIntervalMs : 0 }, random);
        if (next.rateLimited)
            this.#pausedUntilMs = Math.max(this.#pausedUntilMs, clock.nowMs() + delayMs);
        return delayMs;
    }
    #timeUp(next, seen) {
        const { timeoutMs } = this.#plan;
        return next.fault === '' ? { kind: 'wait-timeout', timeoutMs } : { kind: 'unreachable', timeoutMs, seen };
    }
    #tell(taskId, answer) {
        const brought = answer.kind === 'record' ? { task: answer.task, fault: '' } : { task: null, fault: answer.why };
        this.#ports.tell({ taskId, atMs: this.#elapsedMs(), ...brought });
    }
    #elapsedMs() {
        return this.#ports.clock.nowMs() - this.#plan.startMs;
    }
}

;// CONCATENATED MODULE: ./build/run.js
/**
 * The story of a step: read the inputs, wait for the tasks, save their audio, tell how it ended. The only place that catches.
 */













/** Runs the step and tells whether it is green: every task completed and every file saved. Never rejects. */
async function run(ports) {
    const { runner, clock } = ports;
    const startMs = clock.nowMs();
    const raw = readInputs(runner);
    const gate = (0,untrusted/* createGate */.qD)(raw['api-key']);
    let journal = new Journal([]);
    let timeoutMs = 0;
    const faults = [];
    try {
        if (raw['api-key'] !== '')
            runner.mask(raw['api-key']);
        publishFirst(runner);
        const parsed = parseInputs(raw, runner.workspace, (text) => gate.redact(text));
        if (parsed.kind === 'bad') {
            publishBadInputs(parsed.errors, runner, gate);
            return false;
        }
        const { inputs } = parsed;
        timeoutMs = inputs.timeoutMs;
        journal = new Journal(inputs.taskIds);
        runner.info(startLine(inputs, gate));
        await waitAndSave({ inputs, journal, gate, startMs }, ports);
        faults.push(...faultsOf(ports.stop));
    }
    catch (error) {
        faults.push(error);
    }
    // For a task whose wait was cut off by a fault of ours.
    const ends = journal.ends({ kind: 'internal-error', why: (0,describe/* describe */.q)(faults[0]) });
    const elapsedMs = clock.nowMs() - startMs;
    const isPublished = publishEnd({ ends, outages: journal.outages, elapsedMs, timeoutMs }, { runner, gate, faults });
    return isPublished && isGreen(ends);
}
/** A fault that came when the tasks had their ends already makes the step red all the same, so the outputs have to say it. */
function faultsOf({ signal, outcome }) {
    const why = signal.aborted ? outcome() : null;
    return why?.kind === 'internal-error' ? [why.why] : [];
}
/** Waits for all tasks at the same time, and saves the audio of each as soon as it is completed. */
async function waitAndSave(step, ports) {
    const { inputs, journal, gate, startMs } = step;
    const { runner, clock, random, get } = ports;
    const { stop, fail, faults } = stopOnFault(ports.stop);
    const live = new LiveReport(journal, { clock, runner, gate, fail }, startMs, inputs.timeoutMs);
    const getTask = createTaskApi(inputs, { get, clock, gate });
    const plan = { ...inputs, startMs };
    const waits = waitForTasks(plan, { clock, random, getTask, tell: (event) => live.take(event) }, stop);
    const save = createSaver(step, { ...ports, stop });
    const finish = async (wait, index) => {
        const end = await wait;
        const { outcome, files } = await save(end, index);
        journal.close(end.taskId, outcome, files, clock.nowMs() - startMs);
    };
    const telling = live.keepTelling();
    await Promise.all(waits.map((wait, index) => finish(wait, index).catch(fail)));
    live.end();
    await telling;
    if (faults.length > 0)
        throw faults[0];
}
/** A stop that a fault of ours brings about too: the other waits and downloads then end at once, and leave nothing half done. */
function stopOnFault(outer) {
    const faults = [];
    const halt = new AbortController();
    return {
        faults,
        fail: (fault) => {
            faults.push(fault);
            halt.abort();
        },
        stop: {
            signal: AbortSignal.any([outer.signal, halt.signal]),
            outcome: () => faults.length === 0 ? outer.outcome() : { kind: 'internal-error', why: (0,describe/* describe */.q)(faults[0]) },
        },
    };
}
/** What turns the end of a wait into the end of its task: nothing more to do, or the audio of a completed one to save. */
function createSaver({ inputs, gate }, { runner, clock, random, download, stop }) {
    const { downloadDir: folder, taskIds } = inputs;
    if (folder === null)
        return ({ outcome }) => Promise.resolve({ outcome, files: [] });
    const bases = baseNames(taskIds.map((taskId) => gate.redact(taskId)));
    const log = (line) => runner.info(gate.line(line));
    const get = (0,http/* keepingKey */.HA)(download, (text) => gate.redact(text));
    const ports = { get, clock, random, turns: createDownloadTurns(), log };
    return async ({ task, outcome }, index) => {
        const base = bases[index];
        if (task === null || base === undefined || outcome.kind !== 'completed')
            return { outcome, files: [] };
        const saved = await saveAudio(task, { base, folder }, ports, stop.signal);
        switch (saved.kind) {
            case 'saved':
                return { outcome, files: saved.files };
            case 'audio-missing':
            case 'download-failed':
                return { outcome: { kind: saved.kind, why: saved.why }, files: saved.files };
            case 'stopped':
                return { outcome: stop.outcome(), files: saved.files };
        }
    };
}
function readInputs(runner) {
    return {
        'task-id': runner.input('task-id'),
        'api-key': runner.input('api-key'),
        endpoint: runner.input('endpoint'),
        timeout: runner.input('timeout'),
        'poll-interval': runner.input('poll-interval'),
        'max-poll-interval': runner.input('max-poll-interval'),
        'download-dir': runner.input('download-dir'),
    };
}


/***/ }),

/***/ 721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ describe)
/* harmony export */ });
/**
 * An error in one line, without its stack. Untrusted: a message may quote an answer. Never throws, whatever was thrown.
 */
function describe(error) {
    try {
        return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    catch {
        // An object with no prototype, or with a `toString` that throws: the last place that may fail is the one that tells of failures.
        return 'an error that cannot be put into words';
    }
}


/***/ }),

/***/ 666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   OW: () => (/* binding */ isJsonObject),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   sd: () => (/* binding */ stringifyJson)
/* harmony export */ });
/**
 * JSON without loss: numbers that a double cannot hold keep their digits, from the answer to the output.
 *
 * `JSON.parse` with source access and `JSON.rawJSON` are part of Node 24 (V8 13.6; TC39 "JSON.parse source text access");
 * TypeScript's library does not know them yet, hence the declarations.
 */
/**
 * How deep a value may be nested (RFC 8259, 9, leaves the limit to the reader). Whatever walks a value calls itself at each
 * level; the stack ends at about 1,800 (measured, Node 24), and what was parsed must not fail on its way out.
 */
const MAX_DEPTH = 500;
/** Parses JSON text. Throws `SyntaxError` for text that is none, `RangeError` where it is nested more than 500 levels deep. */
function parseJson(text) {
    const value = JSON.parse(text, (_key, item, { source }) => typeof item === 'number' && source !== undefined && String(item) !== source ? JSON.rawJSON(source) : item);
    if (isDeeperThan(MAX_DEPTH, value))
        throw new RangeError(`JSON nested more than ${MAX_DEPTH} levels deep`);
    return value;
}
function isDeeperThan(levels, value) {
    if (typeof value !== 'object' || value === null || JSON.isRawJSON(value))
        return false;
    return levels === 0 || Object.values(value).some((item) => isDeeperThan(levels - 1, item));
}
/** Compact JSON of a value that came from `parseJson`, digit for digit. */
function stringifyJson(value) {
    return JSON.stringify(value ?? null);
}
/** Whether a value is a JSON object: no array, no null, no number kept in its digits. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}


/***/ }),

/***/ 989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  hP: () => (/* binding */ MAX_MESSAGE_CHARS),
  qD: () => (/* binding */ createGate),
  Jj: () => (/* binding */ cut),
  h0: () => (/* binding */ plainLine)
});

// EXTERNAL MODULE: ./build/text/json.js
var json = __nccwpck_require__(666);
;// CONCATENATED MODULE: ./build/text/redact.js
/**
 * Finds the API key in a text, in every spelling that a server, a proxy or an error is likely to echo it in, and cuts it out.
 *
 * A text may be megabytes of whatever an attacker likes, so no pattern here may take more than linear time for a text: each
 * repetition is bounded, or begins at a character that it cannot contain.
 */

const CUT = '***';
function createRedactor(secret) {
    const pieces = piecesOf(secret).map((characters) => new Piece(characters));
    const whole = (text) => pieces.reduce((rest, piece) => piece.cutFrom(rest), text);
    return {
        whole,
        brokenOff: (text) => pieces.reduce((rest, piece) => piece.cutFromEnd(rest), whole(text)),
    };
}
/** Applies a redactor to every string, name and number in a JSON value; a number that holds the key becomes a string. */
function redactJson(value, redact) {
    if (typeof value === 'string')
        return redact(value);
    if (Array.isArray(value))
        return value.map((item) => redactJson(item, redact));
    if ((0,json/* isJsonObject */.OW)(value)) {
        return Object.fromEntries(Object.entries(value).map(([name, item]) => [redact(name), redactJson(item, redact)]));
    }
    const text = (0,json/* stringifyJson */.sd)(value);
    const redacted = redact(text);
    return redacted === text ? value : redacted;
}
/** A pattern for more than that becomes too large for the engine (measured: at some thousand characters). */
const LONGEST_PIECE = 256;
/**
 * The secret in pieces of like length, each of which is as secret as the whole: one piece for any ordinary key. A piece is a
 * list of characters, where backslashes in a row are one, since nobody can tell which of an escaped row belongs to which.
 */
function piecesOf(secret) {
    const characters = secret.match(/\\+|[^]/gu) ?? [];
    const count = Math.ceil(characters.length / LONGEST_PIECE);
    const start = (index) => Math.floor((index * characters.length) / count);
    return Array.from({ length: count }, (_, index) => characters.slice(start(index), start(index + 1)));
}
/** Without one of these there is nothing escaped in a text. */
const ESCAPE = /[\\%&]/;
/** How much of a key may stay at the end of a text: less than half leaves the rest to be guessed, and 7 characters may be a name. */
function tellingLength({ length }) {
    return Math.max(Math.floor(length / 2) + 1, 8);
}
class Piece {
    #characters;
    #plain;
    #base64;
    #anywhere;
    #atTheEnd;
    constructor(characters) {
        this.#characters = characters;
        this.#plain = characters.join('');
        this.#base64 = base64Of(this.#plain);
    }
    cutFrom(text) {
        // Nearly every text goes this way: compiling the pattern would take a step more time than all of its other computing.
        if (!ESCAPE.test(text))
            return [this.#plain, ...this.#base64].reduce((rest, form) => rest.replaceAll(form, CUT), text);
        this.#anywhere ??= anywhere(this.#characters, this.#base64);
        return text.replace(this.#anywhere, CUT);
    }
    /** Cuts the start of the piece, where it is long enough to tell something, at the very end of the text. */
    cutFromEnd(text) {
        if (ESCAPE.test(text)) {
            this.#atTheEnd ??= atTheEnd(this.#characters);
            return text.replace(this.#atTheEnd, CUT);
        }
        for (let { length } = this.#plain; length >= tellingLength(this.#plain); length--) {
            if (text.endsWith(this.#plain.slice(0, length)))
                return text.slice(0, -length) + CUT;
        }
        return text;
    }
}
function anywhere(characters, base64) {
    const encoded = base64.map((form) => Array.from(form, base64SpellingOf).join(''));
    return new RegExp([characters.map(spellingOf).join(''), ...encoded].join('|'), 'g');
}
function atTheEnd(characters) {
    const spellings = characters.map(spellingOf);
    const atLeast = tellingLength(characters);
    const rest = spellings.slice(atLeast).reduceRight((tail, spelling) => `(?:${spelling}${tail})?`, '');
    return new RegExp(`${spellings.slice(0, atLeast).join('')}${rest}$`);
}
/** A backslash, also in a URL. */
const BACKSLASH = '(?:\\\\|%(?:25){0,4}5[cC])';
/** The backslashes of an escape that was escaped again up to three times. */
const RUN = `${BACKSLASH}{1,15}`;
/**
 * One character of the key: itself, in a URL, as a JSON escape (also in a URL), or as an HTML reference, each also escaped
 * again. The first one takes no run of backslashes before it along: every one of a run would be tried as a start.
 */
function spellingOf(character, index) {
    const times = `{${character.length}}`;
    const code = character.charCodeAt(0);
    const hex = anyCase(code.toString(16));
    const escape = `(?:u00|x)${hex}`;
    const again = `(?:${RUN}${escape}){${character.length - 1}}`;
    const forms = [
        character.startsWith('\\') ? backslashes(character.length, index) : plainOf(character, hex, index),
        `${index === 0 ? BACKSLASH : RUN}${escape}${again}`,
        `(?:&(?:amp;){0,4}(?:#0{0,5}${String(code)}|#[xX]0{0,5}${hex}${NAMED[character] ?? ''});)${times}`,
    ];
    return `(?:${forms.join('|')})`;
}
/** The character as it is or in a URL; also with backslashes before it, unless it is a letter or a digit. */
function plainOf(character, hex, index) {
    const plain = `(?:${RegExp.escape(character)}|%(?:25){0,4}${hex})`;
    return index === 0 || /[A-Za-z0-9]/.test(character) ? plain : `(?:${RUN})?${plain}`;
}
/**
 * Backslashes in a row, of which escaping makes twice as many. In front of the key they may stay: a pattern that took them along would
 * be tried at each of a long row.
 */
function backslashes(count, index) {
    return `${BACKSLASH}{${count}${index === 0 ? '' : `,${count * 16}`}}`;
}
const NAMED = {
    '&': '|amp',
    '<': '|lt',
    '>': '|gt',
    '"': '|quot',
    "'": '|apos',
};
function anyCase(hex) {
    return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
/**
 * The key inside base64, at each of the three offsets that it can have in a longer text (`Bearer KEY`, `user:KEY`), without
 * the characters that its neighbours decide; in the ordinary and in the URL alphabet.
 */
function base64Of(secret) {
    const forms = [0, 1, 2].flatMap((offset) => {
        const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
        const firstOwn = Math.ceil((offset * 8) / 6);
        const lastOwn = Math.floor((bytes.length * 8) / 6);
        return ['base64', 'base64url'].map((alphabet) => bytes.toString(alphabet).slice(firstOwn, lastOwn));
    });
    return [...new Set(forms)].filter((form) => form.length >= SHORTEST_BASE64);
}
/** A shorter piece would be found in innocent text all the time; a key that short has no other secret to lose. */
const SHORTEST_BASE64 = 6;
/** Only `+` and `/` are ever escaped in base64 (in a URL, and by JSON writers that escape slashes). */
function base64SpellingOf(character, index) {
    return /[A-Za-z0-9]/.test(character) ? character : spellingOf(character, index);
}

;// CONCATENATED MODULE: ./build/text/untrusted.js
/**
 * The one gate for text from outside: every string of the API, a storage host, a proxy or the system passes here on its way
 * to the log, an annotation, the summary or a file. It cuts out the API key first, then shortens, then takes the text's
 * power away; in that order, since a cut or an escape in the middle of the key would hide it from the search.
 *
 * What is dangerous in a log line is read from the runner's source (actions/runner): `ActionCommand.TryParseV2` trims white
 * space as .NET does and looks for `::` at the start, `ActionCommand.TryParse` looks for `##[` anywhere in the line, and
 * `ProcessInvoker` ends a line at LF, CR or CRLF.
 */

/** The contract's limit for messages that people read. */
const MAX_MESSAGE_CHARS = 2_000;
function createGate(secret) {
    const { whole: redact, brokenOff } = createRedactor(secret);
    const shorten = (text, maxChars) => cut(brokenOff(text), maxChars);
    return {
        line: (text, maxChars = MAX_MESSAGE_CHARS) => plainLine(shorten(text, maxChars)),
        markdown: (text, maxChars = MAX_MESSAGE_CHARS) => inertMarkdown(plainLine(shorten(text, maxChars))),
        redact,
        redactJson: (value) => redactJson(value, redact),
    };
}
/**
 * Makes a text one line that the runner only prints. Idempotent, so a line may be put together from parts that passed and
 * pass once more as a whole. Control, format and separator characters are shown as escapes, so that a reader sees that they
 * were there; only the joiner that many emoji are made with stays.
 */
function plainLine(text) {
    return disarm(VISIBLE_ASCII.test(text) ? text : showInvisible(text));
}
/** Text without anything to show as an escape: nearly all of it, and spared the millisecond that the pattern below costs. */
const VISIBLE_ASCII = /^[ -~]*$/;
function showInvisible(text) {
    return text.toWellFormed().replace(/(?!\u200D)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, showEscaped);
}
function disarm(line) {
    return line.replaceAll('##[', '##\\[').replace(/^(\s*):(?=:)/u, '$1\\:');
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
/** The first `maxChars` UTF-16 units, without half a character at the end, and a sign that there was more. */
function cut(text, maxChars) {
    return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
/**
 * ASCII punctuation as numeric character references: CommonMark (2.5) gives those no structural meaning, so nothing can
 * start. A mail address would still become a link after decoding (GFM, 6.9), so an empty comment keeps its halves apart.
 */
function inertMarkdown(line) {
    return line.replace(/[!-/:-@[-`{-~]/g, (mark) => {
        const reference = `&#${String(mark.charCodeAt(0))};`;
        return mark === '@' ? `${reference}<!---->` : reference;
    });
}


/***/ }),

/***/ 787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Vg: () => (/* binding */ downloadRetryMs),
/* harmony export */   e6: () => (/* binding */ firstPollMs),
/* harmony export */   hO: () => (/* binding */ retryMs),
/* harmony export */   oR: () => (/* binding */ parseRetryAfterMs),
/* harmony export */   tp: () => (/* binding */ MAX_CONNECTIONS),
/* harmony export */   ve: () => (/* binding */ gapMs)
/* harmony export */ });
/* unused harmony export backoffCapMs */
/**
 * When to ask again: pure arithmetic over elapsed time, failures, `Retry-After` and chance. All durations are milliseconds.
 */
/**
 * The gap follows the time already waited, so that the lag behind the task's end stays a small share of the wait while the
 * number of polls grows with its logarithm. A tenth: see docs/benchmarks.md for what other shares cost.
 */
const GAP_SHARE = 0.1;
/** Gaps are shortened by up to this share at random, so that steps started together drift apart. */
const GAP_JITTER = 0.1;
/** The pause before the first retry; it doubles with each further one. */
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 30_000;
/** No retry comes sooner, however the dice fall: a struggling server gets at least this much rest. */
const SHORTEST_RETRY_MS = 500;
/** `Retry-After` is lengthened by up to this share at random: a fleet that was sent away together must not return as one. */
const RETRY_AFTER_JITTER = 0.1;
/** Tasks beyond this number start their polling later, and so many requests are under way at most. */
const MAX_CONNECTIONS = 8;
/** The ordinary gap after an answer that came `elapsedMs` after the step's start. */
function gapMs(elapsedMs, limits, random) {
    const gap = Math.min(Math.max(elapsedMs * GAP_SHARE, limits.pollIntervalMs), limits.maxPollIntervalMs);
    return gap * (1 - GAP_JITTER * random());
}
/** The longest pause before retry number `failures` (1 for the first): 1 s, 2 s, 4 s, ... to 30 s. */
function backoffCapMs(failures) {
    return Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), LONGEST_BACKOFF_MS);
}
/** The pause before a retry: exponential backoff with full jitter, or what `Retry-After` asks for where that is longer. */
function retryMs(retry, random) {
    const backoff = backoffCapMs(retry.failures) * random();
    return longestOf(backoff, retry, random);
}
/**
 * The pause before a download is tried again: half of the backoff is fixed, so that five attempts outlive a blip of some
 * seconds, which full jitter would now and then spend in one.
 */
function downloadRetryMs(retry, random) {
    const cap = backoffCapMs(retry.failures);
    return longestOf(cap / 2 + (cap / 2) * random(), retry, random);
}
function longestOf(backoffMs, { retryAfterMs, atLeastMs }, random) {
    const asked = retryAfterMs * (1 + RETRY_AFTER_JITTER * random());
    return Math.max(backoffMs, asked, atLeastMs, SHORTEST_RETRY_MS);
}
/** The one form of date that HTTP still sends (RFC 9110, 5.6.7, IMF-fixdate); `Date.parse` alone would take far more. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): whole seconds or an HTTP date. 0 for none, for the past and for anything
 * else. However far away it points, the caller's deadline comes first.
 */
function parseRetryAfterMs(header, wallMs) {
    const value = header?.trim() ?? '';
    if (/^\d+$/.test(value))
        return Math.min(Number(value) * 1_000, Number.MAX_SAFE_INTEGER);
    if (!HTTP_DATE.test(value))
        return 0;
    const ms = Date.parse(value) - wallMs;
    return Number.isFinite(ms) ? Math.max(ms, 0) : 0;
}
/** When the first poll of task `index` of `count` leaves after the start: eight at once, the rest spread over one interval. */
function firstPollMs(index, count, pollIntervalMs) {
    if (index < MAX_CONNECTIONS)
        return 0;
    return (pollIntervalMs * (index - MAX_CONNECTIONS + 1)) / (count - MAX_CONNECTIONS);
}


/***/ }),

/***/ 313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ HttpClient),
  s_: () => (/* binding */ lib_getProxyUrl)
});

// UNUSED EXPORTS: Headers, HttpClientError, HttpClientResponse, HttpCodes, MediaTypes, isHttps

// EXTERNAL MODULE: external "http"
var external_http_ = __nccwpck_require__(611);
var external_http_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_http_, 2);
// EXTERNAL MODULE: external "https"
var external_https_ = __nccwpck_require__(692);
var external_https_namespaceObject = /*#__PURE__*/__nccwpck_require__.t(external_https_, 2);
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
// EXTERNAL MODULE: ./node_modules/tunnel/index.js
var tunnel = __nccwpck_require__(770);
;// CONCATENATED MODULE: ./stubs/undici/index.js
// Stands in for `undici` under `@actions/http-client` (see "overrides" in package.json, and docs/design.md for why).
// The client imports `ProxyAgent` for `getAgentDispatcher()`, which serves `fetch()`; this action uses `getAgent()`.

/** What is left of undici's class: it says what happened, should anyone ever call for it. */
class ProxyAgent {
  constructor() {
    throw new Error(
      'undici is stubbed out in this bundle: getAgentDispatcher() cannot be used (see stubs/undici)',
    )
  }
}

;// CONCATENATED MODULE: ./node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject : external_http_namespaceObject;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_.Agent(options) : new external_http_.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map

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
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(296);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
