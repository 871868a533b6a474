// Loaded before every script: one that waits for an answer that never comes is ended.

const SECONDS = 60;

setTimeout(() => {
  console.error(`not done after ${SECONDS} seconds`);
  process.exit(1);
}, SECONDS * 1000).unref();
