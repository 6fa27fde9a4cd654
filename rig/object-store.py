"""OpenStack Swift with its S3 API, all of its servers in this process: rings, accounts, containers, objects, proxy.

usage: object-store.py FOLDER PORT ACCESS_KEY SECRET_KEY    (PORT 0: whichever is free)
Says `ready PORT` when it listens on 127.0.0.1, and ends when its input does.
"""
import os
import sys

import eventlet

eventlet.monkey_patch()

import eventlet.wsgi  # noqa: E402
from eventlet.patcher import original  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402

FOLDER, PORT, ACCESS_KEY, SECRET_KEY = sys.argv[1:5]
ACCOUNT, USER = ACCESS_KEY.split(':')

DEFAULTS = f"""[DEFAULT]
swift_dir = {FOLDER}
devices = {FOLDER}/devices
mount_check = false
bind_port = 1
fallocate_reserve = 0
disable_fallocate = true
log_level = CRITICAL
log_address = {FOLDER}/no-log
"""

PROXY = f"""
[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats bulk s3api tempauth copy slo dlo versioned_writes symlink proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
cors_allow_origin = *
strict_cors_mode = false
node_timeout = 60
conn_timeout = 10
[filter:tempauth]
use = egg:swift#tempauth
user_{ACCOUNT}_{USER} = {SECRET_KEY} .admin
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
cors_preflight_allow_origin = *
auth_pipeline_check = false
"""

FILTERS = ['catch_errors', 'gatekeeper', 'listing_formats', 'bulk', 'copy', 'slo', 'dlo', 'versioned_writes', 'symlink']


class NoCache:
    """Stands where a memcached would: it forgets at once."""

    def get(self, *_args, **_kwargs):
        return None

    set = delete = get

    def incr(self, *_args, **_kwargs):
        return 1


def with_cache(app):
    def call(env, start_response):
        env['swift.cache'] = NoCache()
        return app(env, start_response)

    return call


def listen(port=0):
    return eventlet.listen(('127.0.0.1', port), backlog=512)


def write(name, text):
    path = os.path.join(FOLDER, name)
    with open(path, 'w') as file:
        file.write(text)
    return path


def make_ring(kind, port):
    ring = RingBuilder(1, 1, 0)
    ring.add_dev({'id': 0, 'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'device': 'disk', 'weight': 1,
                  'replication_ip': '127.0.0.1', 'replication_port': port, 'meta': ''})
    ring.rebalance()
    ring.get_ring().save(os.path.join(FOLDER, f'{kind}.ring.gz'))


def main():
    os.makedirs(os.path.join(FOLDER, 'devices', 'disk'), exist_ok=True)
    write('swift.conf', '[swift-hash]\nswift_hash_path_suffix = tests\n[storage-policy:0]\nname = one\ndefault = yes\n')
    utils.set_swift_dir(FOLDER)
    from swift.common.storage_policy import reload_storage_policies
    reload_storage_policies()
    from swift.common.wsgi import SwiftHttpProtocol, loadapp

    def serve(socket, conf, dress=lambda app: app):
        eventlet.spawn(eventlet.wsgi.server, socket, dress(loadapp(conf)), utils.NullLogger(), protocol=SwiftHttpProtocol,
                       capitalize_response_headers=False, socket_timeout=120)

    for kind in ('account', 'container', 'object'):
        socket = listen()
        make_ring(kind, socket.getsockname()[1])
        app = f'[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n'
        serve(socket, write(f'{kind}-server.conf', DEFAULTS + app))
    filters = ''.join(f'[filter:{name}]\nuse = egg:swift#{name}\n' for name in FILTERS)
    proxy = listen(int(PORT))
    serve(proxy, write('proxy-server.conf', DEFAULTS + PROXY + filters), with_cache)

    read = original('os').read

    def end_with_input():
        while read(0, 1024):
            pass
        os._exit(0)

    original('threading').Thread(target=end_with_input, daemon=True).start()
    print('ready', proxy.getsockname()[1], flush=True)
    while True:
        eventlet.sleep(3600)


main()
