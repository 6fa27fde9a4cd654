import { once } from 'node:events';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

const { name, version, tarball, integrity } = workerData;

const server = createServer((request, response) => {
  if (request.url === `/${name}`) {
    const dist = { integrity, tarball: `http://${request.headers.host}/${name}.tgz` };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        name,
        'dist-tags': { latest: version },
        versions: { [version]: { name, version, dist } },
      }),
    );
  } else if (request.url?.endsWith('.tgz')) {
    response.end(tarball);
  } else {
    response.statusCode = 404;
    response.end('{}');
  }
});
await once(server.listen(0, '127.0.0.1'), 'listening');
parentPort?.postMessage(server.address().port);
