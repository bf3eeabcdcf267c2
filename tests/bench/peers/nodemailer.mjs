// nodemailer composing text and HTML of each mail and sending over a pool of eight, Nagle off.
// Usage: nodemailer.mjs PORT COUNT; prints {"mails","seconds","rss_mb"}.
import net from 'node:net';
import nodemailer from 'nodemailer';

const [port, count] = process.argv.slice(2).map(Number);
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  this.setNoDelay(true);
  return connect.apply(this, args);
};

const sentence = 'A team like yours at Company 17 halved the time to its first answer, and ';
const lines = Array.from({ length: 15 }, (_, i) => [i, i % 4 === 3]);
const text = lines.map(([, gap]) => `${sentence}kept it there.\n${gap ? '\n' : ''}`).join('');
const html = `<p>${lines.map(([, gap]) => `${sentence}<strong>kept</strong> it there.\n${gap ? '</p><p>' : ''}`).join('')}</p>`;

const transport = nodemailer.createTransport({
  pool: true, host: '127.0.0.1', port, secure: false, ignoreTLS: true,
  maxConnections: 8, maxMessages: Infinity,
});
let next = 0;
const began = process.hrtime.bigint();
async function run() {
  while (next < count) {
    const i = ++next;
    await transport.sendMail({
      from: 'Rep <rep@seller.example.com>', to: `Ana Lopez ${i} <p${i}@c${i % 1000}.example.com>`,
      subject: `A word on Company ${i}`, text: `Hello Ana ${i},\n\n${text}`, html: `<p>Hello Ana ${i},</p>${html}`,
      list: { unsubscribe: 'mailto:rep@seller.example.com' },
    });
  }
}
await Promise.all(Array.from({ length: 32 }, run));
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
console.log(JSON.stringify({ mails: count, seconds, rss_mb: process.resourceUsage().maxRSS / 1024 }));
transport.close();
