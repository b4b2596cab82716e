/** What the editor changes: both networks and everything that decides whether they fit each other. */
import type { NetworkSpec } from '../../shared/layer-specs';
import type { NetworkRole, Recipe } from '../../shared/recipe';

export type NetworkDesign = Pick<Recipe, 'data' | 'latent' | 'classes' | 'networks' | 'objective'>;

export function designOf({ data, latent, classes, networks, objective }: Recipe): NetworkDesign {
  return { data, latent, classes, networks, objective };
}

export function withNetwork(design: NetworkDesign, role: NetworkRole, network: NetworkSpec): NetworkDesign {
  return { ...design, networks: { ...design.networks, [role]: network } };
}

export function otherRole(role: NetworkRole): NetworkRole {
  return role === 'generator' ? 'discriminator' : 'generator';
}
