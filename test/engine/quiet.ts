import './setup';
import { Container } from '@n8n/di';
import { SSHClientsManager } from 'n8n-core/dist/execution-engine/ssh-clients-manager';

// n8n-core starts a timer for SSH tunnels with the first node that runs, and stops it when a server shuts
// down. Nothing here uses tunnels, and the timer would keep a finished program waiting.
Container.get(SSHClientsManager).onShutdown();
