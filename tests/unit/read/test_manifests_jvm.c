/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Maven and Gradle. */
#include "read_one.h"

extern const fh_reader fh_reader_maven;
extern const fh_reader fh_reader_gradle;
extern const fh_reader fh_reader_gradle_catalog;
extern const fh_reader fh_reader_gradle_lock;

static void poms(void)
{
    READ_ONE(
        fh_reader_maven, "a/pom.xml",
        "<project>\n"
        "<parent><groupId>org.x</groupId><artifactId>top</artifactId>\n"
        "<version>1.0</version></parent>\n"
        "<artifactId>part</artifactId>\n"
        "<licenses><license><name>The Apache License, Version 2.0</name></license></licenses>\n"
        "<properties><v>2.${minor}</v><minor>7</minor></properties>\n"
        "<dependencies>\n"
        "<dependency><groupId>g</groupId>\n<artifactId>a</artifactId><version>${v}</version>\n"
        "<exclusions><exclusion><groupId>e</groupId><artifactId>x</artifactId></exclusion>\n"
        "</exclusions></dependency>\n"
        "<dependency><groupId>g</groupId><artifactId>t</artifactId><scope>test</scope>\n"
        "</dependency>\n"
        "<dependency><groupId>g</groupId><artifactId>p</artifactId><version>[1,2)</version>\n"
        "<scope>provided</scope></dependency>\n"
        "<dependency><groupId>${project.groupId}</groupId><artifactId>o</artifactId>\n"
        "<version>${far}</version><optional>true</optional></dependency>\n"
        "</dependencies>\n"
        "<profiles><profile><id>gpu</id><activation><os><family>unix</family></os>\n"
        "</activation><dependencies><dependency><groupId>g</groupId>\n"
        "<artifactId>cuda</artifactId></dependency></dependencies></profile></profiles>\n"
        "</project>\n");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:maven/g/a")->value, "2.7");
    CHECK_INT(FIND(DEPENDENCY, "pkg:maven/g/a")->line, 9);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/a"), MEMBERS), "!e:x");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/t"), PHASE), "test");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/p"), NECESSITY), "provided");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/p"), PIN), "range");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/org.x/o"), NECESSITY), "optional-default-off");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:maven/org.x/o")->value, "${far}");
    const fh_fact *gated = FIND(DEPENDENCY, "pkg:maven/g/cuda");
    CHECK_TEXT(ATTR(gated, GATE), "profile:gpu");
    CHECK_TEXT(ATTR(gated, MARKER), "os.family: unix");
    CHECK_TEXT(ATTR(gated, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "org.x:part"), EXPRESSION), "Apache-2.0");
    CHECK_TEXT(FIND(POINTER, "pom.xml")->value, "parent");
    read_one_end(&self);
}

static void looping_properties(void)
{
    READ_ONE(fh_reader_maven, "pom.xml",
             "<project><artifactId>a</artifactId><properties><x>${y}${y}</x><y>${x}${x}</y>\n"
             "</properties><dependencies><dependency><groupId>g</groupId>\n"
             "<artifactId>a</artifactId><version>${x}</version></dependency>\n"
             "<dependency><artifactId>b</artifactId></dependency></dependencies></project>\n");
    CHECK_INT(FIND(DEPENDENCY, "pkg:maven/g/a")->line, 3);
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void scripts(void)
{
    READ_ONE(fh_reader_gradle, "build.gradle",
             "buildscript { dependencies { classpath 'b:p:1' } }\n"
             "plugins {\n"
             "  id 'java'\n"
             "  id 'com.x.y' version '2'\n"
             "}\n"
             "def ver = '3.1' // not 'a:b:c'\n"
             "dependencies {\n"
             "  implementation \"g:a:$ver\"\n"
             "  api group: 'g', name: 'n', version: '1.+'\n"
             "  testImplementation('g:t:1') { exclude group: 'no', module: 'no' }\n"
             "  compileOnly platform('g:bom:5')\n"
             "  implementation project(':core:data')\n"
             "  implementation files('libs/x.jar')\n"
             "  runtimeOnly libs.bundles.net\n"
             "  if (project.hasProperty('gpu')) {\n"
             "    implementation 'g:cuda:1'\n"
             "  }\n"
             "  debugImplementation 'g:leak:1'\n"
             "  constraints { implementation 'g:no:1' }\n"
             "}\n");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/b/p"), PHASE), "build");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:maven/com.x.y/com.x.y.gradle.plugin")->value, "2");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:maven/g/a")->value, "3.1");
    CHECK_INT(FIND(DEPENDENCY, "pkg:maven/g/a")->line, 8);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/n"), PIN), "range");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/t"), PHASE), "test");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/bom"), NECESSITY), "provided");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/data"), DIRECTNESS), "workspace-member");
    CHECK_TEXT(FIND(FIELD, "gradle.use")->value, "libs.bundles.net");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/cuda"), NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/leak"), GATE), "target:debug");
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 9);
    read_one_end(&self);
}

static void kotlin_scripts(void)
{
    READ_ONE(fh_reader_gradle, "build.gradle.kts",
             "kotlin { sourceSets {\n"
             "  val commonTest by getting { dependencies { implementation(kotlin(\"test\")) } }\n"
             "} }\n"
             "dependencies {\n"
             "  \"ksp\"(\"g:k:1\")\n"
             "  add(\"implementation\", \"g:a:2\")\n"
             "  implementation(projects.core.model)\n"
             "}\n");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/org.jetbrains.kotlin/kotlin-test"), PHASE), "test");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/k"), PHASE), "build");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:maven/g/a")->value, "2");
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:maven/model")->value, "projects.core.model");
    read_one_end(&self);
}

static void catalogs(void)
{
    READ_ONE(
        fh_reader_gradle_catalog, "gradle/libs.versions.toml",
        "[versions]\nktx = \"1.2\"\nrich = { strictly = \"3\" }\n"
        "[libraries]\ncore-ktx = { module = \"g:a\", version.ref = \"ktx\" }\n"
        "plain_one = \"g:b:4\"\nrich = { group = \"g\", name = \"r\", version.ref = \"rich\" }\n"
        "broken = { version = \"1\" }\n"
        "[bundles]\nnet = [\"core-ktx\", \"plain_one\"]\n"
        "[plugins]\nx = { id = \"p.q\", version = \"9\" }\n");
    CHECK_TEXT(FIND(FIELD, "gradle.library:core.ktx")->value, "g:a:1.2");
    CHECK_INT(FIND(FIELD, "gradle.library:core.ktx")->line, 5);
    CHECK_TEXT(FIND(FIELD, "gradle.library:plain.one")->value, "g:b:4");
    CHECK_TEXT(FIND(FIELD, "gradle.library:rich")->value, "g:r:3");
    CHECK_TEXT(FIND(FIELD, "gradle.bundle:bundles.net")->value, "core.ktx plain.one");
    CHECK_TEXT(FIND(FIELD, "gradle.library:plugins.x")->value, "p.q:p.q.gradle.plugin:9");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 0);
    read_one_end(&self);
}

static void locks(void)
{
    READ_ONE(fh_reader_gradle_lock, "gradle.lockfile",
             "# comment\ng:a:1=compileClasspath,testRuntimeClasspath\n"
             "g:t:2=testCompileClasspath\nempty=annotationProcessor\nodd=x\n");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/a"), PHASE), "runtime");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/t"), PHASE), "test");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:maven/g/t"), PIN), "exact");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

int main(void)
{
    RUN(poms);
    RUN(looping_properties);
    RUN(scripts);
    RUN(kotlin_scripts);
    RUN(catalogs);
    RUN(locks);
    return DONE();
}
