/** Opens the address anew, with the version of the app that the server has now. */
export const reloadPage = (): void => window.location.reload();
