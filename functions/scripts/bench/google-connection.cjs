'use strict';
// Loaded before a measured program: what it sends to Google over HTTPS goes to the benchmark's own server (google.ts).
const https = require('node:https');
const net = require('node:net');

class LocalAgent extends https.Agent {
  createConnection() {
    return net.connect(Number(process.env['BENCH_GOOGLE_PORT']), '127.0.0.1');
  }
}

https.globalAgent = new LocalAgent({ keepAlive: true });
