var __webpack_exports__ = {};
console.log('inspected', process.argv[2]);


