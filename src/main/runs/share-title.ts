/** What stands above an image on the way from one latent to another: `λ = 0.25`. */
export function shareTitle(share: number): string {
  return `λ = ${share.toFixed(2)}`;
}
