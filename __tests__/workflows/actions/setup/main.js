// Node is on the path already.
console.log(`Node ${process.version}`)
