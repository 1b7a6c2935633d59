/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The steps of linking, in their order. Internal to the room. */
#ifndef FH_LINK_PARTS_H
#define FH_LINK_PARTS_H

#include "link/link.h"

typedef struct fh_linker {
    fh_env *env;
    fh_store *store;
    const fh_signals *signals;
    fh_linked *linked;
    fh_arena *arena; /* the store's */
} fh_linker;

/* Versions, scopes, properties and licenses that POMs of Maven leave to others in the tree. */
void fh_link_maven(fh_linker *linker);
/* Uses of version catalogs of Gradle become the dependencies that the catalogs name. */
void fh_link_gradle(fh_linker *linker);
/* Components from manifests; the root is always one. Sets each file's component. */
void fh_link_components(fh_linker *linker);
/* Count dependents, and put the main component first. */
void fh_link_main(fh_linker *linker);
/* Give entries that inherit from a workspace the requirement of its root. */
void fh_link_workspaces(fh_linker *linker);
/* Who owns the tree, and which addresses in its code are the owner's services. */
void fh_link_owner(fh_linker *linker);
/* Checksums and modules of the tree for requirements of Go. */
void fh_link_golang(fh_linker *linker);
/* Phase, necessity, gate and directness of locked packages, over all paths from the manifests. */
void fh_link_locks(fh_linker *linker);
/* Groups: siblings, variants and lists whose members are named after several vendors. */
void fh_link_groups(fh_linker *linker);
/* Hits inside a class or function that stands for one vendor beside ones that stand for others, in
 * one file: factories that know several vendors. */
void fh_link_adapters(fh_linker *linker);
/* Imports of what the tree itself holds get the origin "tree" (or "unit", for a component by its
 * name). Linear. */
void fh_link_own_modules(fh_linker *linker);
/* Imports of packages that the tree declares optional get the origin "optional". Linear. */
void fh_link_optional_imports(fh_linker *linker);
/* Licenses of components, from their manifests and license files. */
void fh_link_licenses(fh_linker *linker);
/* Licenses of dependencies, from everything in the tree that speaks of them, with disagreements as
 * derived facts. Sorts the evidence; linear in it otherwise. */
void fh_link_dependency_licenses(fh_linker *linker);
/* True for a file that by its name holds the license of its folder. */
bool fh_link_is_license_file(fh_text path);
/* What a folder offers its model under, told to the bases that the folder's configurations name. */
void fh_link_models(fh_linker *linker);

/* Vendor that the vocabulary gives to a name part on `axis`, or the empty text. Case-insensitive.
 */
fh_text fh_vocab_vendor(const fh_signals *signals, fh_text axis, fh_text word);
/* The vendor named by one of the parts of `name` (split at everything but letters and digits); the
 * empty text when none or when parts name different ones. */
fh_text fh_vocab_vendor_of_name(const fh_signals *signals, fh_text axis, fh_text name);

/* The same for names of source code, where "camelCase" and "PascalCase" part words too. The longest
 * word counts: "AzureOpenAIClient" names Azure. Costs the name's words times the vocabulary. */
fh_text fh_vocab_vendor_of_camel(const fh_signals *signals, fh_text axis, fh_text name);

#endif
