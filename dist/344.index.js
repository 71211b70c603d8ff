export const id = 344;
export const ids = [344];
export const modules = {

/***/ 1344:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fileTypeFromFile: () => (/* binding */ fileTypeFromFile)
/* harmony export */ });
/* unused harmony exports FileTypeParser, fileTypeFromStream, fileTypeStream */
/* harmony import */ var node_stream_web__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7830);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7075);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1455);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3024);
/* harmony import */ var strtok3__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4678);
/* harmony import */ var _core_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6729);
/**
Node.js specific entry point.
*/








function isTokenizerStreamBoundsError(error) {
	if (
		!(error instanceof RangeError)
		|| error.message !== 'offset is out of bounds'
		|| typeof error.stack !== 'string'
	) {
		return false;
	}

	// Some malformed or non-byte Node.js streams can surface this tokenizer-internal range error.
	// Note: This stack-trace check is fragile and may break if strtok3 restructures its internals.
	return /strtok3[/\\]lib[/\\]stream[/\\]/.test(error.stack);
}

class FileTypeParser extends _core_js__WEBPACK_IMPORTED_MODULE_5__/* .FileTypeParser */ .U1 {
	async fromStream(stream) {
		this.options.signal?.throwIfAborted();
		const tokenizer = await (stream instanceof node_stream_web__WEBPACK_IMPORTED_MODULE_0__.ReadableStream ? this.createTokenizerFromWebStream(stream) : strtok3__WEBPACK_IMPORTED_MODULE_4__/* .fromStream */ .n7(stream, this.getTokenizerOptions()));
		try {
			return await super.fromTokenizer(tokenizer);
		} catch (error) {
			if (isTokenizerStreamBoundsError(error)) {
				return;
			}

			throw error;
		} finally {
			// TODO: Remove this when `strtok3.fromStream()` closes the underlying Readable instead of only aborting tokenizer reads.
			if (
				stream instanceof node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable
				&& !stream.destroyed
			) {
				stream.destroy();
			}
		}
	}

	async fromFile(path) {
		this.options.signal?.throwIfAborted();
		// TODO: Remove this when `strtok3.fromFile()` safely rejects non-regular filesystem objects without a pathname race.
		const fileHandle = await node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open(path, node_fs__WEBPACK_IMPORTED_MODULE_3__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_3__.constants.O_NONBLOCK);
		const fileStat = await fileHandle.stat();
		if (!fileStat.isFile()) {
			await fileHandle.close();
			return;
		}

		const tokenizer = new strtok3__WEBPACK_IMPORTED_MODULE_4__/* .FileTokenizer */ .cL(fileHandle, {
			...this.getTokenizerOptions(),
			fileInfo: {
				path,
				size: fileStat.size,
			},
		});
		return super.fromTokenizer(tokenizer);
	}

	async toDetectionStream(readableStream, options = {}) {
		if (!(readableStream instanceof node_stream__WEBPACK_IMPORTED_MODULE_1__.Readable)) {
			return super.toDetectionStream(readableStream, options);
		}

		const {sampleSize = _core_js__WEBPACK_IMPORTED_MODULE_5__/* .reasonableDetectionSizeInBytes */ .rB} = options;
		const {signal} = this.options;
		const normalizedSampleSize = (0,_core_js__WEBPACK_IMPORTED_MODULE_5__/* .normalizeSampleSize */ .NT)(sampleSize);

		signal?.throwIfAborted();

		return new Promise((resolve, reject) => {
			let isSettled = false;

			const cleanup = () => {
				readableStream.off('error', onError);
				readableStream.off('readable', onReadable);
				signal?.removeEventListener('abort', onAbort);
			};

			const settle = (callback, value) => {
				if (isSettled) {
					return;
				}

				isSettled = true;
				cleanup();
				callback(value);
			};

			const onError = error => {
				settle(reject, error);
			};

			const onAbort = () => {
				if (!readableStream.destroyed) {
					readableStream.destroy();
				}

				settle(reject, signal.reason);
			};

			const onReadable = () => {
				(async () => {
					try {
						const pass = new node_stream__WEBPACK_IMPORTED_MODULE_1__.PassThrough();
						const outputStream = node_stream__WEBPACK_IMPORTED_MODULE_1__.pipeline ? (0,node_stream__WEBPACK_IMPORTED_MODULE_1__.pipeline)(readableStream, pass, () => {}) : readableStream.pipe(pass);
						const chunk = readableStream.read(normalizedSampleSize) ?? readableStream.read() ?? new Uint8Array(0);
						try {
							pass.fileType = await this.fromBuffer(chunk);
						} catch (error) {
							if (error instanceof strtok3__WEBPACK_IMPORTED_MODULE_4__/* .EndOfStreamError */ .d1) {
								pass.fileType = undefined;
							} else {
								settle(reject, error);
							}
						}

						settle(resolve, outputStream);
					} catch (error) {
						settle(reject, error);
					}
				})();
			};

			readableStream.on('error', onError);
			readableStream.once('readable', onReadable);
			signal?.addEventListener('abort', onAbort, {once: true});
		});
	}
}

async function fileTypeFromFile(path, options) {
	return (new FileTypeParser(options)).fromFile(path, options);
}

async function fileTypeFromStream(stream, options) {
	return (new FileTypeParser(options)).fromStream(stream);
}

async function fileTypeStream(readableStream, options = {}) {
	return new FileTypeParser(options).toDetectionStream(readableStream, options);
}




/***/ })

};
